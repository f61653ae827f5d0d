package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path secrets;

  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void whatItWorksWith() throws IOException {
    variables.put("secret_mount_path", secrets.toString());
    variables.put("cloudvision_url", "https://cvp.example");
    variables.put("tag_label", "Site");
    variables.put("tag_value", "{to.name}");
    Files.writeString(secrets.resolve("cloudvision-token"), "t\n");
  }

  private SettingsTest set(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private List<String> problems() {
    Settings settings = Settings.of(variables::get);
    return catchThrowableOfType(SettingsException.class, () -> TagDevice.from(settings)).problems();
  }

  private Map<String, String> inForce() {
    Settings settings = Settings.of(variables::get);
    TagDevice.from(settings).close();
    return settings.inForce();
  }

  @Test
  void defaults_areAssignDeviceAndTheWatchersLabel() {
    assertThat(inForce())
        .containsEntry("tag_operation", "assign")
        .containsEntry("tag_element", "device")
        .containsEntry("watcher_tag_labels", "Container");
  }

  @Test
  void nothingSet_isAllSaidAtOnce() throws IOException {
    variables.keySet().retainAll(List.of("secret_mount_path"));
    Files.delete(secrets.resolve("cloudvision-token"));

    assertThat(problems())
        .hasSize(4)
        .anySatisfy(problem -> assertThat(problem).startsWith("tag_label is not set"))
        .anySatisfy(problem -> assertThat(problem).startsWith("tag_value is not set"))
        .anySatisfy(problem -> assertThat(problem).startsWith("cloudvision_url is not set"))
        .anySatisfy(problem -> assertThat(problem).contains("cloudvision-token is not mounted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Site", "Container Site", "Role,Site"})
  void labelThatTheWatcherListensTo_isRefused(String watched) {
    set("watcher_tag_labels", watched);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("tag_label=Site is a label that the watcher tells moves by");
  }

  @Test
  void container_isRefusedUnlessTheWatcherListensToAnother() {
    set("tag_label", "Container");
    assertThat(problems()).singleElement().asString().startsWith("tag_label=Container");

    set("watcher_tag_labels", "Role");
    assertThat(inForce()).containsEntry("tag_label", "Container");
  }

  @Test
  void remove_needsNoValue() {
    variables.remove("tag_value");
    set("tag_operation", "remove");

    assertThat(inForce()).containsEntry("tag_operation", "remove");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{to.name", "to.name}", "{}", "{to name}", "{{to.name}}"})
  void valueThatIsNoTemplate_isRefused(String value) {
    assertThat(set("tag_value", value).problems())
        .singleElement()
        .asString()
        .startsWith("tag_value=" + value + " is wrong");
  }

  @Test
  void addressWithoutTls_isRefused() {
    assertThat(set("cloudvision_url", "http://cvp.example").problems())
        .singleElement()
        .asString()
        .startsWith("cloudvision_url is not https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one two", "one\ntwo", "t\u00f6ken"})
  void token_thatFitsNoHeader_isRefused(String token) throws IOException {
    Files.writeString(secrets.resolve("cloudvision-token"), token);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("the secret cloudvision-token holds what no token does");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void authority_thatIsNone_isSaidAtStart(String pem) throws IOException {
    Files.writeString(secrets.resolve("cloudvision-ca.pem"), pem);

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("the secret cloudvision-ca.pem is");
  }
}
