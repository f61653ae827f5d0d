package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.validation.source.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A folder of catalogs that are named after the devices they are for, as AVD writes them: {@code
 * leaf1.yml} or {@code leaf1-catalog.json}.
 *
 * <p>There may be thousands, so each is read when it is first needed. Thread-safe.
 */
final class CatalogFolder implements CatalogRule.Supply {
  private static final String DEFAULT = "default";
  private static final List<String> ENDINGS =
      List.of(".yml", ".yaml", ".json", "-catalog.yml", "-catalog.yaml", "-catalog.json");
  private static final Pattern FILE_NAME = Pattern.compile("[\\p{Alnum}_][\\p{Alnum} ._-]*");

  private final Path folder;
  private final Map<Path, Catalog> read = new ConcurrentHashMap<>();

  CatalogFolder(Path folder) {
    this.folder = folder;
  }

  /** The catalog named after the device, its serial number, a tag, its container, or default. */
  @Override
  public Optional<Catalog> find(CatalogQuery device, Budget budget) {
    List<String> names = new ArrayList<>(List.of(device.hostname()));
    device.serialNumber().ifPresent(names::add);
    names.addAll(device.labels());
    names.add(DEFAULT);
    return names.stream()
        .filter(name -> FILE_NAME.matcher(name).matches())
        .flatMap(name -> ENDINGS.stream().map(ending -> folder.resolve(name + ending)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> read.computeIfAbsent(file, CatalogFolder::read));
  }

  private static Catalog read(Path file) {
    String name = file.getFileName().toString();
    try {
      return CatalogReader.read(name, Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new SettingsException(List.of("catalog_path: " + file + " cannot be read"));
    } catch (CatalogException wrong) {
      throw new SettingsException(wrong.problemsOf(name));
    }
  }
}
