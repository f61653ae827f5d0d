package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.validation.catalog.CatalogRule.By;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Reading;
import io.cvpfunctions.validation.inputs.Types;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of an {@code index.yml} with every catalog they name. Not thread-safe. */
final class CatalogIndex {
  static final String FILE = "index.yml";
  private static final List<String> KEYS = List.of("device", "serial", "tag", "container");
  private static final InputObject RULE =
      InputObject.object()
          .optional("device", Types.text())
          .optional("serial", Types.text())
          .optional("tag", Types.text())
          .optional("container", Types.text())
          .optional("catalog", Types.text())
          .optional("catalog_url", Types.text())
          .rule(CatalogIndex::goesByOne);
  private static final InputObject RULES = InputObject.object().required("rules", Types.list(RULE));

  private final Optional<Path> path;
  private final List<String> problems;
  private final RemoteCatalogs remote;
  private final Set<String> hosts;
  private final boolean hasToken;
  private final Map<String, Optional<Catalog>> read = new HashMap<>();

  /** An index in that folder, or the one that ships with the function; notes every problem. */
  CatalogIndex(
      Optional<Path> path,
      List<String> problems,
      RemoteCatalogs remote,
      Set<String> hosts,
      boolean hasToken) {
    this.path = path;
    this.problems = problems;
    this.remote = remote;
    this.hosts = hosts;
    this.hasToken = hasToken;
  }

  private static Optional<String> goesByOne(Inputs rule) {
    if (KEYS.stream().filter(rule::has).count() != 1) {
      return Optional.of("expected one of " + String.join(", ", KEYS));
    }
    boolean both = rule.has("catalog") && rule.has("catalog_url");
    return both ? Optional.of("either catalog or catalog_url") : Optional.empty();
  }

  List<CatalogRule> rules() {
    List<CatalogRule> rules = new ArrayList<>();
    if (path.filter(Files::isRegularFile).isPresent()) {
      Optional<Catalog> only = catalog("");
      rules.add(CatalogRule.deciding(By.ANYTHING, "*", (device, budget) -> only));
      return rules;
    }
    for (Inputs rule : index()) rule(rule).ifPresent(rules::add);
    return rules;
  }

  private List<Inputs> index() {
    Optional<byte[]> text = bytes(FILE);
    if (text.isEmpty()) return List.of();
    try {
      Inputs index = RULES.read(SourceReader.read(text.get()), Reading.at(FILE, problems));
      return index == null ? List.of() : index.objects("rules");
    } catch (CatalogException wrong) {
      problems.addAll(wrong.problemsOf(FILE));
      return List.of();
    }
  }

  private Optional<CatalogRule> rule(Inputs rule) {
    String key = KEYS.stream().filter(rule::has).findFirst().orElseThrow();
    By by = By.valueOf(key.toUpperCase(Locale.ROOT));
    String glob = rule.text(key);
    Optional<String> url = rule.optionalText("catalog_url");
    if (url.isPresent()) {
      return UrlTemplate.parse(url.get(), hosts, hasToken, p -> problems.add(FILE + ": " + p))
          .map(template -> CatalogRule.trying(by, glob, remote.at(template)));
    }
    Optional<Catalog> catalog = rule.optionalText("catalog").flatMap(this::catalog);
    return Optional.of(CatalogRule.deciding(by, glob, (device, budget) -> catalog));
  }

  private Optional<Catalog> catalog(String file) {
    return read.computeIfAbsent(file, this::readCatalog);
  }

  private Optional<Catalog> readCatalog(String file) {
    String name = file.isEmpty() ? path.orElseThrow().getFileName().toString() : file;
    try {
      return bytes(file).map(text -> CatalogReader.read(name, text));
    } catch (CatalogException wrong) {
      problems.addAll(wrong.problemsOf(name));
      return Optional.empty();
    }
  }

  private Optional<byte[]> bytes(String file) {
    try {
      if (path.isPresent()) return Optional.of(Files.readAllBytes(path.get().resolve(file)));
      try (InputStream in = CatalogIndex.class.getResourceAsStream("/catalogs/" + file)) {
        if (in != null) return Optional.of(in.readAllBytes());
      }
    } catch (IOException unreadable) {
      problems.add("catalog_path: " + path.orElseThrow().resolve(file) + " cannot be read");
      return Optional.empty();
    }
    problems.add("the catalog " + file + " does not ship with the function");
    return Optional.empty();
  }
}
