package io.cvpfunctions.validation.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogShelfTest {
  private static final Budget TIME = Budget.of(Duration.ofSeconds(5));

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
    assertThat(name(shelf(Map.of()).find(labelled(container), TIME))).isEqualTo(catalog);
  }

  @Test
  void find_shippedWithoutContainer_isTheDefault() {
    assertThat(name(shelf(Map.of()).find(labelled(), TIME))).isEqualTo("default.yml");
  }

  @Test
  void find_ownFolder_goesByItsIndex() throws IOException {
    write("index.yml", "rules: [{container: 'Lab*'}, {container: 'DC?', catalog: all.yml}]");
    write("all.yml", "anta.tests.system: [{VerifyNTP: }]");
    CatalogShelf shelf = shelf(Map.of("catalog_path", folder.toString()));

    assertThat(name(shelf.find(labelled("DC1"), TIME))).isEqualTo("all.yml");
    assertThat(shelf.find(labelled("Lab-DC"), TIME)).isEmpty();
    assertThat(shelf.find(labelled("DC10"), TIME)).isEmpty();
    assertThat(shelf.find(labelled(), TIME)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "leaf1, JPE1, DC1, a.yml",
    "leaf2, JPE2, DC1, b.yml",
    "leaf2, JPE3, blue, c.yml",
    "leaf2, JPE3, DC1, d.yml",
    "leaf2, JPE3, none, e.yml",
  })
  void find_severalRulesFit_nameGoesBeforeSerialBeforeTagBeforeContainer(
      String hostname, String serial, String label, String catalog) throws IOException {
    write(
        "index.yml",
        """
        rules:
          - {container: '*', catalog: e.yml}
          - {container: DC1, catalog: d.yml}
          - {tag: BLUE, catalog: c.yml}
          - {serial: jpe2, catalog: b.yml}
          - {device: 'leaf1*', catalog: a.yml}
        """);
    for (String file : List.of("a.yml", "b.yml", "c.yml", "d.yml", "e.yml")) write(file, "{}");
    CatalogQuery device =
        CatalogQuery.of(hostname, Optional.of(serial), List.of(label), Optional.of(label));
    CatalogShelf shelf = shelf(Map.of("catalog_path", folder.toString()));
    assertThat(name(shelf.find(device, TIME))).isEqualTo(catalog);
  }

  @ParameterizedTest
  @CsvSource({
    "leaf1, JPE1, DC1, leaf1-catalog.json",
    "leaf2, JPE2, DC1, JPE2.yml",
    "leaf2, JPE3, DC1, DC1.yaml",
    "leaf2, JPE3, DC2, default.yml",
    "../secret, JPE3, DC2, default.yml",
  })
  void find_folderWithoutIndex_goesByTheNamesOfItsFiles(
      String hostname, String serial, String label, String catalog) throws IOException {
    Path catalogs = Files.createDirectory(folder.resolve("catalogs"));
    write("catalogs/leaf1-catalog.json", "{\"anta.tests.system\": []}");
    write("catalogs/JPE2.yml", "{}");
    write("catalogs/DC1.yaml", "{}");
    write("catalogs/default.yml", "{}");
    write("secret.yml", "{}");
    CatalogQuery device =
        CatalogQuery.of(hostname, Optional.of(serial), List.of(label), Optional.of(label));
    CatalogShelf shelf = shelf(Map.of("catalog_path", catalogs.toString()));
    assertThat(name(shelf.find(device, TIME))).isEqualTo(catalog);
  }

  @Test
  void find_folderWithABrokenCatalog_namesItsProblems() throws IOException {
    write("leaf1.yml", "anta.tests.system:\n- VerifyNTPs:");
    CatalogShelf shelf = shelf(Map.of("catalog_path", folder.toString()));
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf.find(labelled(), TIME))
        .withMessageContaining("leaf1.yml, line 2: anta.tests.system[0].VerifyNTPs: unknown test");
  }

  @Test
  void from_ruleThatGoesByNothingOrByTwo_isAProblem() throws IOException {
    write("index.yml", "rules: [{catalog: a.yml}, {device: a, tag: b}]");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(Map.of("catalog_path", folder.toString())))
        .withMessageContaining("rules[0]: expected one of device, serial, tag, container")
        .withMessageContaining("rules[1]: expected one of device, serial, tag, container");
  }

  @Test
  void find_singleFile_isForEveryDevice() throws IOException {
    Path file = write("mine.json", "{\"anta.tests.system\": [{\"VerifyNTP\": {}}]}");
    CatalogShelf shelf = shelf(Map.of("catalog_path", file.toString()));

    assertThat(name(shelf.find(labelled("Anything"), TIME))).isEqualTo("mine.json");
  }

  @Test
  void from_wrongCatalogs_namesEveryProblemOfEveryFile() throws IOException {
    write(
        "index.yml",
        "rules: [{container: a, catalog: a.yml}, {container: b, catalog: gone.yml}, {x: 1}]");
    write("a.yml", "anta.tests.system:\n- VerifyNTPs:\n- VerifyUptime:");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(Map.of("catalog_path", folder.toString())))
        .withMessageContaining("index.yml.rules[2].x: unknown");
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

  private static CatalogQuery labelled(String... labels) {
    return CatalogQuery.of("leaf1", Optional.of("JPE1"), List.of(labels), Optional.empty());
  }

  private static String name(Optional<Catalog> catalog) {
    return catalog.map(Catalog::name).orElse("none");
  }

  private static CatalogShelf shelf(Map<String, String> values) {
    Settings settings = Settings.of(values::get);
    CatalogShelf shelf = CatalogShelf.from(settings, Clock.systemUTC());
    settings.check();
    return shelf;
  }
}
