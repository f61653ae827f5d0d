package io.cvpfunctions.devicemove.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.lab.cmdb.ServiceNowServer;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How device-move logs in to ServiceNow, by the secrets that are mounted. */
class LoginTest {
  private final ServiceNowServer server = ServiceNowServer.start();

  @TempDir Path secrets;

  @AfterEach
  void close() {
    assertThat(server.http().unexpected()).isEmpty();
    server.close();
  }

  @Test
  void from_userAndPassword_logsInWithEachRequest() throws IOException {
    mount("cmdb-username", server.username()).mount("cmdb-password", server.password());

    try (Cmdb cmdb = cmdb()) {
      assertThat(cmdb.placed(CmdbContract.budget())).isEmpty();
    }
    assertThat(authorizations()).singleElement().asString().startsWith("Basic ");
  }

  @Test
  void from_clientAndUser_fetchesOneTokenForManyRequests() throws IOException {
    mountClient()
        .mount("cmdb-username", server.username())
        .mount("cmdb-password", server.password());

    try (Cmdb cmdb = cmdb()) {
      cmdb.placed(CmdbContract.budget());
      cmdb.placed(CmdbContract.budget());
    }
    assertThat(tokenRequests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("content-type"))
                  .hasValue("application/x-www-form-urlencoded");
              assertThat(request.header("authorization")).isEmpty();
              assertThat(request.body()).startsWith("grant_type=password&client_id=f00dclient&");
            });
    assertThat(authorizations())
        .containsExactly("Bearer token-of-the-lab-1", "Bearer token-of-the-lab-1");
  }

  @Test
  void from_clientAlone_asksForItself() throws IOException {
    mountClient();

    try (Cmdb cmdb = cmdb()) {
      assertThat(cmdb.placed(CmdbContract.budget())).isEmpty();
    }
    assertThat(tokenRequests().get(0).body()).startsWith("grant_type=client_credentials&");
  }

  @Test
  void header_tokenThatEnds_isFetchedAnewBeforeThat() throws IOException {
    mountClient();
    server.oauth().last(0);

    try (Cmdb cmdb = cmdb()) {
      cmdb.placed(CmdbContract.budget());
      cmdb.placed(CmdbContract.budget());
    }
    assertThat(authorizations())
        .containsExactly("Bearer token-of-the-lab-1", "Bearer token-of-the-lab-2");
  }

  @Test
  void header_tokenThatWasTakenBack_isFetchedAnewOnce() throws IOException {
    mountClient();

    try (Cmdb cmdb = cmdb()) {
      cmdb.placed(CmdbContract.budget());
      server.oauth().revoke();
      assertThat(cmdb.placed(CmdbContract.budget())).isEmpty();
    }
    assertThat(tokenRequests()).hasSize(2);
    assertThat(authorizations())
        .containsExactly(
            "Bearer token-of-the-lab-1", "Bearer token-of-the-lab-1", "Bearer token-of-the-lab-2");
  }

  @Test
  void header_clientThatIsRefused_namesTheSecretsAndNotTheirContent() throws IOException {
    mountClient().mount("cmdb-client-secret", "hush-hush");

    CallFailedException failure = failure();

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure)
        .hasMessageContaining("access_denied")
        .hasMessageContaining("cmdb-client-secret");
    assertThat(failure.getMessage()).doesNotContain("hush-hush");
  }

  @Test
  void header_pageInsteadOfAToken_isNoToken() throws IOException {
    mountClient();
    server.http().failOn("oauth_token", Fault.html200());

    assertThat(failure().kind()).isEqualTo(Kind.BROKEN);
    assertThat(authorizations()).isEmpty();
  }

  @Test
  void from_token_isUsedAsItIs() throws IOException {
    mount("cmdb-token", "hush-hush").mountClient();

    CallFailedException failure = failure();

    assertThat(failure.kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure.getMessage()).contains("cmdb-token").doesNotContain("hush-hush");
    assertThat(authorizations()).containsExactly("Bearer hush-hush");
  }

  @Test
  void from_nothingMounted_asksForAUser() {
    assertThat(problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-username"))
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-password"));
  }

  @Test
  void from_halfOfAClientOrAUser_asksForTheOtherHalf() throws IOException {
    mount("cmdb-client-id", "x").mount("cmdb-username", "y");

    assertThat(problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-client-secret"))
        .anySatisfy(problem -> assertThat(problem).contains("cmdb-password"));
  }

  private LoginTest mount(String secret, String content) throws IOException {
    Files.writeString(secrets.resolve(secret), content);
    return this;
  }

  private LoginTest mountClient() throws IOException {
    return mount("cmdb-client-id", server.oauth().clientId())
        .mount("cmdb-client-secret", server.oauth().clientSecret());
  }

  private Cmdb cmdb() {
    Settings settings =
        Settings.of(Map.of("cmdb_url", server.url(), "secret_mount_path", secrets.toString())::get);
    Supplier<Cmdb> chosen = ServiceNow.from(settings, CmdbContract.CREATE);
    settings.check();
    return chosen.get();
  }

  private List<String> problems() {
    return catchThrowableOfType(SettingsException.class, () -> cmdb().close()).problems();
  }

  private CallFailedException failure() {
    try (Cmdb cmdb = cmdb()) {
      return catchThrowableOfType(
          CallFailedException.class, () -> cmdb.placed(CmdbContract.budget()));
    }
  }

  private List<RecordedRequest> tokenRequests() {
    return server.http().requests("/oauth_token.do");
  }

  /** What the requests for rows came with. */
  private List<String> authorizations() {
    return server.http().requests("/cmdb_ci_ip_switch").stream()
        .map(request -> request.header("authorization").orElse("none"))
        .collect(Collectors.toList());
  }
}
