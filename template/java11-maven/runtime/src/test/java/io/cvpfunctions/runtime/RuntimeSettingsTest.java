package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeSettingsTest {
  @Test
  void from_nothing_isAStockFunctionRunByHand() throws Exception {
    RuntimeSettings settings = RuntimeSettings.from(name -> null);
    assertThat(settings.listen).isEqualTo(new InetSocketAddress(8082));
    assertThat(settings.maxBody).isEqualTo(16 << 20);
    assertThat(settings.maxConcurrency).isEqualTo(64);
    assertThat(settings.maxQueue).isEqualTo(128);
    assertThat(settings.execTimeout).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.readTimeout).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.healthcheckInterval).isZero();
    assertThat(settings.behindWatchdog).isFalse();
    assertThat(settings.readyLock).isEmpty();
    assertThat(settings.warmPath).isEmpty();
  }

  @Test
  void from_everything_isTakenOver() throws Exception {
    RuntimeSettings settings =
        from(
            Map.of(
                "upstream_url", "http://127.0.0.1:9000",
                "max_body", "1MiB",
                "max_concurrency", "8",
                "max_queue", "0",
                "exec_timeout", "25s",
                "read_timeout", "1m30s",
                "healthcheck_interval", "3",
                "ready_lock", "true",
                "TMPDIR", "/var/tmp",
                "warm_path", "/warm?a=b"));
    assertThat(settings.listen)
        .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000));
    assertThat(settings.maxBody).isEqualTo(1 << 20);
    assertThat(settings.maxConcurrency).isEqualTo(8);
    assertThat(settings.maxQueue).isZero();
    assertThat(settings.execTimeout).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.readTimeout).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.healthcheckInterval).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.behindWatchdog).isTrue();
    assertThat(settings.readyLock).contains(Path.of("/var/tmp/.lock"));
    assertThat(settings.warmPath).contains(URI.create("/warm?a=b"));
  }

  @Test
  void from_severalWrong_namesThemAll() {
    Map<String, String> wrong =
        Map.of(
            "max_queue", "much", "max_concurrency", "0", "read_timeout", "soon", "ready_lock", "y");
    StartException refusal = catchThrowableOfType(StartException.class, () -> from(wrong));
    assertThat(refusal.problems())
        .containsExactlyInAnyOrder(
            "max_queue: \"much\" is not a whole number from 0 to 999999",
            "max_concurrency: \"0\" is not a whole number from 1 to 999999",
            "read_timeout: \"soon\" is not a duration such as 25s or 1m30s",
            "ready_lock: \"y\" is neither true nor false");
  }

  @Test
  void from_wrongSettingsThatTheFunctionReadsToo_goesOnWithTheDefaults() throws Exception {
    RuntimeSettings settings = from(Map.of("max_body", "much", "exec_timeout", "soon"));
    assertThat(settings.maxBody).isEqualTo(16 << 20);
    assertThat(settings.execTimeout).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.doubts)
        .containsExactly(
            "max_body: \"much\" is not a size such as 1MiB (below 2GiB)",
            "exec_timeout: \"soon\" is not a duration such as 25s or 1m30s");
  }

  @Test
  void listen_bothUrls_theOneThatTheWatchdogPrefersWins() throws Exception {
    RuntimeSettings settings =
        from(
            Map.of(
                "upstream_url", "http://127.0.0.1:9000",
                "http_upstream_url", "http://127.0.0.1:9001"));
    assertThat(settings.listen.getPort()).isEqualTo(9001);
  }

  @Test
  void listen_hostThatIsNotLoopback_isAllInterfaces() throws Exception {
    InetSocketAddress listen = from(Map.of("upstream_url", "http://function:9000")).listen;
    assertThat(listen).isEqualTo(new InetSocketAddress(9000));
    assertThat(listen.getAddress().isAnyLocalAddress()).isTrue();
  }

  @Test
  void listen_noHttpUrl_isRefused() {
    for (String url : new String[] {"8082", "https://127.0.0.1:8082", "http://", "::"}) {
      StartException refusal =
          catchThrowableOfType(StartException.class, () -> from(Map.of("http_upstream_url", url)));
      assertThat(refusal).hasMessage("http_upstream_url: \"" + url + "\" is not http://host:port");
    }
  }

  private static RuntimeSettings from(Map<String, String> variables) throws StartException {
    return RuntimeSettings.from(variables::get);
  }
}
