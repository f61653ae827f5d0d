package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the function says of itself to {@code GET ?check}; it asks no switch for that. */
class ValidationCheckTest {
  @TempDir Path secrets;
  @TempDir Path catalogs;

  private EosSwitch leaf;
  private FunctionUnderTest function;

  @BeforeEach
  void start() {
    leaf = EosSwitch.healthyLeaf("leaf1", "JPE00000001", "DCS-7050SX3-48YC8", "4.30.1F").start();
    function = new FunctionUnderTest(secrets, leaf);
  }

  @AfterEach
  void stop() {
    function.close();
    leaf.close();
  }

  @Test
  void allIsWell_networksAreToldAndNoSwitchIsAsked() {
    function.set("eapi_allowed_networks", " 127.0.0.0/8, 10.0.0.0/8 2001:db8::/32,");
    JsonNode answer = check();

    assertThat(answer.path("check").asText()).as(answer.toString()).isEqualTo("ok");
    assertThat(answer.path("addresses"))
        .hasToString(
            "{\"field\":\"ipAddress\","
                + "\"networks\":[\"127.0.0.0/8\",\"10.0.0.0/8\",\"2001:db8::/32\"]}");
    assertThat(answer.has("containers")).isFalse();
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void ownIndex_namesItsContainers() throws IOException {
    Files.writeString(
        catalogs.resolve("index.yml"),
        """
        rules:
          - container: "DC1-*"
          - device: "leaf*"
          - container: "*"
        """);
    function.set("catalog_path", catalogs.toString());

    assertThat(check().path("containers"))
        .hasToString("[{\"where\":\"index.yml\",\"pattern\":\"DC1-*\"}]");
  }

  @Test
  void folderOfCatalogs_isNotCalledRead() {
    function.set("catalog_path", catalogs.toString());
    assertThat(check().toString()).contains(catalogs + ": each is read when a device needs it");
  }

  @Test
  void hostOfCatalogs_isAskedOnce() throws IOException {
    List<Integer> statuses = new ArrayList<>(List.of(404, 403));
    HttpServer host =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext("/", it -> it.sendResponseHeaders(statuses.remove(0), -1));
    host.start();
    String url = "http://127.0.0.1:" + host.getAddress().getPort();
    function.set("catalog_url", url + "/{hostname}.yml " + url + "/{container}.yml");

    assertThat(check().path("check").asText()).isEqualTo("ok");
    assertThat(statuses).hasSize(1);
    assertThat(check().toString()).contains("status 403", "see the secret catalog-token");
    host.stop(0);
    assertThat(check().path("check").asText()).isEqualTo("failure");
  }

  @Test
  void anySwitchIsBelieved_isAWarning() {
    function.set("eapi_insecure", "true");
    JsonNode answer = check();

    assertThat(answer.path("check").asText()).isEqualTo("warning");
    assertThat(answer.toString()).contains("unset eapi_insecure").doesNotContain("arista");
  }

  private JsonNode check() {
    return FunctionUnderTest.json(function.post("", "check"));
  }
}
