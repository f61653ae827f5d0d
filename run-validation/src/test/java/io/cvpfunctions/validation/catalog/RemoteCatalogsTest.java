package io.cvpfunctions.validation.catalog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteCatalogsTest {
  private static final Budget TIME = Budget.of(Duration.ofSeconds(30));
  private static final String CATALOG = "anta.tests.system: [{VerifyNTP: }]";

  @RegisterExtension
  static final WireMockExtension GIT =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @TempDir Path folder;
  private final Ticking clock = new Ticking();

  @Test
  void find_catalogIsThere_isFetchedAndAskedForByItsTag() {
    GIT.stubFor(get("/leaf%201.yml").willReturn(ok(CATALOG).withHeader("ETag", "\"7\"")));
    CatalogShelf shelf = shelf(GIT.baseUrl() + "/{hostname}.yml");

    assertThat(name(shelf.find(device("leaf 1"), TIME))).isEqualTo("localhost/leaf%201.yml");
    GIT.stubFor(get("/leaf%201.yml").willReturn(aResponse().withStatus(304)));
    assertThat(name(shelf.find(device("leaf 1"), TIME))).isEqualTo("localhost/leaf%201.yml");
    GIT.verify(
        getRequestedFor(urlEqualTo("/leaf%201.yml")).withHeader("If-None-Match", equalTo("\"7\"")));
  }

  @ParameterizedTest
  @CsvSource({"{serial}, /JPE1.yml", "{container}/{hostname}, /DC1%2FLeaf/leaf1.yml"})
  void find_placesInTheAddress_areFilledIn(String places, String path) {
    GIT.stubFor(get(urlEqualTo(path)).willReturn(ok(CATALOG)));
    CatalogShelf shelf = shelf(GIT.baseUrl() + "/" + places + ".yml");
    assertThat(name(shelf.find(device("leaf1"), TIME))).isEqualTo("localhost" + path);
  }

  @Test
  void find_notFound_isForTheNextRule() {
    GIT.stubFor(get("/leaf1.yml").willReturn(notFound()));
    GIT.stubFor(get("/JPE1.yml").willReturn(ok(CATALOG)));
    String first = GIT.baseUrl() + "/{hostname}.yml";
    CatalogShelf both = shelf(first + " " + GIT.baseUrl() + "/{serial}.yml");
    assertThat(name(both.find(device("leaf1"), TIME))).isEqualTo("localhost/JPE1.yml");
    assertThat(name(shelf(first).find(device("leaf1"), TIME))).isEqualTo("leaf.yml");
  }

  @Test
  void find_hostIsDown_theLastGoodOneIsUsedAndSaysItsAge() {
    GIT.stubFor(get("/leaf1.yml").willReturn(ok(CATALOG)));
    CatalogShelf shelf = shelf(GIT.baseUrl() + "/{hostname}.yml");
    shelf.find(device("leaf1"), TIME);
    clock.now = clock.now.plus(Duration.ofMinutes(90));
    GIT.stubFor(get("/leaf1.yml").willReturn(aResponse().withStatus(503)));

    assertThat(name(shelf.find(device("leaf1"), TIME)))
        .isEqualTo(
            "localhost/leaf1.yml as it was 90 minutes ago, since localhost: status 503 for"
                + " localhost/leaf1.yml");
    GIT.stubFor(get("/leaf1.yml").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(name(shelf.find(device("leaf1"), TIME))).contains("90 minutes ago");
  }

  @Test
  void find_hostIsDownFromTheStart_fails() {
    GIT.stubFor(get("/leaf1.yml").willReturn(aResponse().withStatus(401)));
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> shelf(GIT.baseUrl() + "/{hostname}.yml").find(device("leaf1"), TIME))
        .withMessageContaining("status 401")
        .withMessageContaining("catalog-token")
        .matches(failure -> failure.kind() == CallFailedException.Kind.OPERATOR);
  }

  @Test
  void find_brokenCatalog_namesItsProblemsAndTheOlderOneIsForgotten() {
    GIT.stubFor(get("/leaf1.yml").willReturn(ok(CATALOG)));
    CatalogShelf shelf = shelf(GIT.baseUrl() + "/{hostname}.yml");
    shelf.find(device("leaf1"), TIME);
    GIT.stubFor(get("/leaf1.yml").willReturn(ok("anta.tests.system: [{VerifyNTPs: }]")));
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf.find(device("leaf1"), TIME))
        .withMessageContaining("localhost/leaf1.yml, line 1");
    GIT.stubFor(get("/leaf1.yml").willReturn(aResponse().withStatus(503)));
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> shelf.find(device("leaf1"), TIME))
        .withMessageContaining("status 503");
  }

  @Test
  void find_redirectElsewhere_isNotFollowed() {
    GIT.stubFor(
        get("/leaf1.yml")
            .willReturn(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1/x")));
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> shelf(GIT.baseUrl() + "/{hostname}.yml").find(device("leaf1"), TIME))
        .withMessageContaining("status 302");
  }

  @Test
  void find_nameThatWouldLeaveItsPlace_isNoAddress() {
    GIT.stubFor(any(anyUrl()).willReturn(ok(CATALOG)));
    CatalogShelf shelf = shelf(GIT.baseUrl() + "/a/{hostname}");
    assertThat(name(shelf.find(device(".."), TIME))).isEqualTo("leaf.yml");
  }

  @ParameterizedTest
  @CsvSource({
    "https://{hostname}/x.yml, expected an address",
    "ftp://git/x.yml, expected an address",
    "https://me:secret@git/x.yml, holds a credential",
    "https://git/x.yml?private_token=abc, holds a credential",
    "https://git/{name}.yml, '{name} is none of'",
    "https://other/x.yml, 'the host other is not among catalog_hosts'",
    "http://git/x.yml, 'is sent over https only'",
  })
  void from_addressThatCannotBe_isAProblem(String url, String problem) throws IOException {
    Files.writeString(folder.resolve("catalog-token"), "t0ken");
    Map<String, String> values = new HashMap<>();
    values.put("secret_mount_path", folder.toString());
    values.put("catalog_url", url);
    if (url.contains("other")) values.put("catalog_hosts", "git");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> shelf(values))
        .withMessageContaining(problem)
        .withMessageNotContaining("t0ken");
  }

  private CatalogShelf shelf(String url) {
    return shelf(Map.of("catalog_url", url, "secret_mount_path", folder.toString()));
  }

  private CatalogShelf shelf(Map<String, String> values) {
    Settings settings = Settings.of(values::get);
    CatalogShelf shelf = CatalogShelf.from(settings, clock);
    settings.check();
    return shelf;
  }

  private static CatalogQuery device(String hostname) {
    String container = "DC1/Leaf";
    return CatalogQuery.of(
        hostname, Optional.of("JPE1"), List.of(container), Optional.of(container));
  }

  private static String name(Optional<Catalog> catalog) {
    return catalog.map(Catalog::name).orElse("none");
  }

  /** A clock that a test moves. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
