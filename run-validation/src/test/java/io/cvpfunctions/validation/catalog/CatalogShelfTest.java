package io.cvpfunctions.validation.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogShelfTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "DC1-Leaf, leaf.yml",
    "dc2-leafs, leaf.yml",
    "DC1-Spine, spine.yml",
    "Border, default.yml",
    "a.leaf+b, leaf.yml",
  })
  void find_shippedByContainer_isTheOneForIt(String container, String catalog) {
    assertThat(name(shelf(Map.of()).find(List.of(container)))).isEqualTo(catalog);
  }

  @Test
  void find_shippedWithoutContainer_isTheDefault() {
    assertThat(name(shelf(Map.of()).find(List.of()))).isEqualTo("default.yml");
  }

  @Test
  void find_ownFolder_goesByItsIndex() throws IOException {
    write("index.yml", "rules: [{container: 'Lab*'}, {container: 'DC?', catalog: all.yml}]");
    write("all.yml", "anta.tests.system: [{VerifyNTP: }]");
    CatalogShelf shelf = shelf(Map.of("catalog_path", folder.toString()));

    assertThat(name(shelf.find(List.of("DC1")))).isEqualTo("all.yml");
    assertThat(shelf.find(List.of("Lab-DC"))).isEmpty();
    assertThat(shelf.find(List.of("DC10"))).isEmpty();
    assertThat(shelf.find(List.of())).isEmpty();
  }

  @Test
  void find_singleFile_isForEveryDevice() throws IOException {
    Path file = write("mine.json", "{\"anta.tests.system\": [{\"VerifyNTP\": {}}]}");
    CatalogShelf shelf = shelf(Map.of("catalog_path", file.toString()));

    assertThat(name(shelf.find(List.of("Anything")))).isEqualTo("mine.json");
  }

  @Test
  void from_wrongCatalogs_namesEveryProblemOfEveryFile() throws IOException {
    write(
        "index.yml",
        "rules: [{container: a, catalog: a.yml}, {container: b, catalog: gone.yml}, {x: 1}]");
    write("a.yml", "anta.tests.system:\n- VerifyNTPs:\n- VerifyUptime:");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(Map.of("catalog_path", folder.toString())))
        .withMessageContaining("index.yml.rules[2].x: unknown")
        .withMessageContaining("index.yml.rules[2].container: is missing");
    write(
        "index.yml", "rules: [{container: a, catalog: a.yml}, {container: b, catalog: gone.yml}]");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(Map.of("catalog_path", folder.toString())))
        .withMessageContaining("a.yml, line 2: anta.tests.system[0].VerifyNTPs: unknown test")
        .withMessageContaining("a.yml, line 3: anta.tests.system[1].VerifyUptime.minimum")
        .withMessageContaining("gone.yml cannot be read");
  }

  @Test
  void from_noSuchFolder_isAProblem() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(Map.of("catalog_path", folder.resolve("no").toString())))
        .withMessageContaining("index.yml cannot be read");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String name(Optional<Catalog> catalog) {
    return catalog.map(Catalog::name).orElse("none");
  }

  private static CatalogShelf shelf(Map<String, String> values) {
    Settings settings = Settings.of(values::get);
    CatalogShelf shelf = CatalogShelf.from(settings);
    settings.check();
    return shelf;
  }
}
