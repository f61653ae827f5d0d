package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No secret of the watcher is told by what it logs and answers, nor by the list of processes. */
class SecretsNeverShowTest extends WatcherFixture {
  private static final String SERIAL = "JPE00000001";
  private static final String CLOUDVISION = "hush-cloudvision";
  private static final String GATEWAY = "hush-gateway";
  private static final String SIGNATURES = "hush-signatures";

  @BeforeEach
  void start() {
    cloudVision.addDevice(Device.numbered(1).in("Undefined"));
    watcher.with("--payload-secret-file", watcher.file("payload-secret", SIGNATURES));
  }

  @Test
  void wrongPasswords_areTold_butNotWhatTheyAre() throws Exception {
    watcher.with("--password-file", watcher.file("wrong", CLOUDVISION));
    watcher.with("--gateway-password-file", watcher.file("wrong-too", GATEWAY)).start();
    watcher.awaitLogged("check --password-file");
    watcher.awaitLogged("topics.failed");
    assertNowhere(CLOUDVISION, GATEWAY, SIGNATURES);
  }

  @Test
  void refusedToken_isTold_butNotWhatItIs() throws Exception {
    watcher.without("--username").without("--password-file");
    watcher.with("--token-file", watcher.file("token", CLOUDVISION)).start();
    watcher.awaitLogged("service-account token was refused");
    assertNowhere(CLOUDVISION, SIGNATURES);
  }

  @Test
  void rightToken_whileAFunctionRefusesTheSignature_isNotShown() throws Exception {
    subscribe("f", request -> FunctionResponse.json(401, "{}"));
    String token = cloudVision.issueToken("watcher", Duration.ofDays(1));
    watcher.without("--username").without("--password-file");
    watcher.with("--token-file", watcher.file("token", token)).start();
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.moveDevice(SERIAL, "DC1-Leaf");
    watcher.awaitLogged("answered 401");
    assertNowhere(token, SIGNATURES);
  }

  private void assertNowhere(String... secrets) throws IOException {
    Path process = watcher.seen(Path.of("/")).getParent();
    String arguments = Files.readString(process.resolve("cmdline"));
    assertThat(arguments).contains("--payload-secret-file").doesNotContain(secrets);
    assertThat(Files.readString(process.resolve("environ"))).doesNotContain(secrets);
    assertThat(watcher.status("/metrics").text())
        .contains("cvp_watcher_source_up")
        .doesNotContain(secrets);
    assertThat(watcher.status("/readyz").text()).doesNotContain(secrets);
    assertThat(watcher.logged()).doesNotContain(secrets);
  }
}
