package io.cvpfunctions.devicemove;

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
  void secretsFromTheTest() {
    variables.put("secret_mount_path", secrets.toString());
  }

  @Test
  void from_nothingSet_asksWhichCmdb() {
    assertThat(problems())
        .containsExactly(
            "cmdb is not set: say which CMDB it is: jdbc, netbox, nautobot, servicenow or none");
  }

  @Test
  void from_threeWrong_namesAllAtOnce() {
    set("cmdb", "jdbc").set("cmdb_mode", "ask").set("cmdb_record_undefined", "perhaps");

    assertThat(problems())
        .hasSize(3)
        .anySatisfy(problem -> assertThat(problem).contains("cmdb_url"))
        .anySatisfy(problem -> assertThat(problem).contains("propose, create, record"))
        .anySatisfy(problem -> assertThat(problem).contains("perhaps"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "none", "jdbc"})
  void from_wrongWhateverTheCmdb_isSaidWithTheRest(String cmdb) {
    set("cmdb", cmdb).set("cmdb_mode", "bar").set("cmdb_url", "jdbc:mysql:x");

    assertThat(problems())
        .hasSize(cmdb.equals("none") || cmdb.equals("jdbc") ? 2 : 3)
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_mode=bar"))
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_url is neither"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://netbox.example/?token=hush-hush", "jdbc:sqlite:cmdb.db"})
  void from_noCmdb_takesTheAddressOfAny(String url) {
    set("cmdb", "none").set("cmdb_url", url);

    assertThat(inForce().get("cmdb_url")).isNotEmpty().doesNotContain("hush-hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://netbox.example:port", "https://me:hush-hush@netbox.example"})
  void from_webAddressThatIsNone_isRefusedWhateverTheCmdb(String url) {
    set("cmdb", "none").set("cmdb_url", url);

    assertThat(problems()).singleElement().asString().startsWith("cmdb_url");
    assertThat(problems().get(0)).doesNotContain("hush-hush");
  }

  @Test
  void from_unknownCmdb_namesThoseThereAre() {
    set("cmdb", "excel");

    assertThat(problems().get(0)).contains("excel").contains("netbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"netbox", "nautobot"})
  void from_serverWithoutAnything_asksForAddressAndToken(String cmdb) {
    set("cmdb", cmdb);
    assertThat(problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_url is not set"))
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-token"));
  }

  @Test
  void from_everythingWrong_isSaidAtOnce() throws IOException {
    Files.writeString(
        secrets.resolve("mapping.yml"), "rules: [{site: A}, {container: B, sight: C}]");
    set("cmdb", "netbox")
        .set("cmdb_url", "https://me:hush-hush@netbox")
        .set("cmdb_replace", "maybe");
    set("cmdb_hostname_pattern", "(")
        .set("cmdb_ca_file", "/no/such")
        .set("cmdb_create_missing", "x");
    assertThat(problems())
        .hasSize(8)
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_url holds a user name"))
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_hostname_pattern=("))
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_replace=maybe"))
        .anySatisfy(problem -> assertThat(problem).startsWith("cmdb_create_missing=x"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("cmdb_ca_file=/no/such cannot be read"))
        .anySatisfy(problem -> assertThat(problem).startsWith("mapping.yml: rules[0]: says of no"))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("mapping.yml: rules[1]: sight is not"))
        .noneSatisfy(problem -> assertThat(problem).contains("hush-hush"));
  }

  @Test
  void from_sqlite_needsNoSecrets() {
    set("cmdb", "jdbc").set("cmdb_url", "jdbc:sqlite:" + secrets.resolve("cmdb.db"));

    assertThat(inForce())
        .containsEntry("cmdb_mode", "create")
        .containsEntry("cmdb_record_undefined", "false");
    assertThat(secrets.resolve("cmdb.db")).doesNotExist();
  }

  @Test
  void from_postgresWithoutSecrets_namesBoth() {
    set("cmdb", "jdbc").set("cmdb_url", "jdbc:postgresql://db:5432/cmdb");

    assertThat(problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-username"))
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/cmdb",
        "jdbc:postgresql://db:5432/cmdb?sslmode=verify-full&currentSchema=cmdb",
        "jdbc:postgresql://db1:5432,db2:5432/cmdb?targetServerType=primary",
        "jdbc:postgresql://[::1]:5432/cmdb"
      })
  void from_postgres_isOpenedLater(String url) throws IOException {
    mountPostgresSecrets();
    set("cmdb", "jdbc").set("cmdb_url", url);

    assertThat(inForce()).containsEntry("cmdb_url", url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql:cmdb",
        "jdbc:postgresql://db:port/cmdb",
        "jdbc:postgresql://db",
        "jdbc:sqlite:",
        "jdbc:mysql://db/cmdb",
        "postgresql://db/cmdb",
        "https://netbox.example"
      })
  void from_urlThatNamesNoDatabase_isRefused(String url) throws IOException {
    mountPostgresSecrets();
    set("cmdb", "jdbc").set("cmdb_url", url);

    assertThat(problems()).singleElement().asString().startsWith("cmdb_url ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/cmdb?user=me&password=hush-hush",
        "jdbc:postgresql://db/cmdb?sslmode=require&PASSWORD=hush-hush",
        "jdbc:postgresql://db/cmdb?sslpassword=hush-hush",
        "jdbc:postgresql://me:hush-hush@db/cmdb",
        "jdbc:mysql://me:hush-hush@db/cmdb",
        "jdbc:sqlite:cmdb.db?password=hush-hush"
      })
  void from_urlWithAPassword_isRefusedUnquoted(String url) throws IOException {
    mountPostgresSecrets();
    set("cmdb", "jdbc").set("cmdb_url", url);

    assertThat(problems())
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-password"))
        .noneSatisfy(problem -> assertThat(problem).contains("hush-hush"));
  }

  @Test
  void from_everythingSet_isInForce() {
    set("cmdb", "jdbc").set("cmdb_url", "jdbc:sqlite::memory:");
    set("cmdb_mode", "propose").set("cmdb_record_undefined", "true");

    assertThat(inForce())
        .containsEntry("cmdb", "jdbc")
        .containsEntry("cmdb_url", "jdbc:sqlite::memory:")
        .containsEntry("cmdb_mode", "propose")
        .containsEntry("cmdb_record_undefined", "true");
  }

  private void mountPostgresSecrets() throws IOException {
    Files.writeString(secrets.resolve("cmdb-username"), "me");
    Files.writeString(secrets.resolve("cmdb-password"), "hush-hush");
  }

  private SettingsTest set(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private List<String> problems() {
    Settings settings = Settings.of(variables::get);
    return catchThrowableOfType(
            SettingsException.class, () -> DeviceMoveFunction.from(settings).close())
        .problems();
  }

  private Map<String, String> inForce() {
    Settings settings = Settings.of(variables::get);
    DeviceMoveFunction.from(settings).close();
    return settings.inForce();
  }
}
