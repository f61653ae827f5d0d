package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.DeliverySettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.delivery.Patience;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.state.StateAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes and Prometheus are told when somebody sets the machine's clock. */
class VitalsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final String SEES = "cvp_watcher_source_up{source=\"poll\"} 1";
  private static final String LAST_SUCCESS =
      "cvp_watcher_last_success_timestamp_seconds{source=\"poll\"} ";

  @TempDir Path folder;

  private final ShiftedClock clock = new ShiftedClock();
  private final HttpRemote http = HttpRemote.named("vitals");
  private CloudVisionSimulator cloudVision;
  private FaasGateway gateway;
  private int port;
  private Watcher watcher;

  @BeforeEach
  void start() throws IOException {
    cloudVision = CloudVisionSimulator.start();
    cloudVision.addContainer("DC1-Leaf");
    cloudVision.addDevice(Device.numbered(1).in("DC1-Leaf"));
    gateway = FaasGateway.builder().start();
    port = freePort();
    watcher = new Watcher(settings(), clock);
    watcher.start();
  }

  @AfterEach
  void stop() {
    watcher.close();
    gateway.close();
    cloudVision.close();
    http.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, -5})
  void ready_clockSetSinceTheLastLook_isReadyAndSaysWhenThatWas(int hours) {
    await().atMost(PATIENCE).until(() -> get("/metrics").contains(SEES));
    await().atMost(PATIENCE).until(() -> get("/readyz").startsWith("ok"));
    clock.set(Duration.ofHours(hours));
    assertThat(get("/readyz")).startsWith("ok");
    assertThat(lastSuccess()).isBetween(clock.millis() / 1000.0 - 60, clock.millis() / 1000.0);
  }

  private double lastSuccess() {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(LAST_SUCCESS))
        .mapToDouble(line -> Double.parseDouble(line.substring(LAST_SUCCESS.length())))
        .findAny()
        .orElseThrow();
  }

  private String get(String path) {
    String url = "http://127.0.0.1:" + port + path;
    return http.call(new Request.Builder().url(url).build(), PATIENCE).text();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private WatcherSettings settings() {
    return new WatcherSettings(
        new CloudVisionSettings(
            List.of(HttpUrl.get("https://" + cloudVision.addresses() + "/")),
            Credentials.password("cvpadmin", Secret.of("arista")),
            Trust.pins(List.of(cloudVision.sha256())),
            SELDOM,
            new Rules(Duration.ZERO, Duration.ofMinutes(10), false),
            ContainerLimit.of(List.of()),
            new SourceSettings(
                false,
                Set.of("poll"),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(30),
                false)),
        new GatewaySettings(
            URI.create(gateway.url()),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMillis(200),
            Duration.ofMinutes(5)),
        new StateSettings(
            StateAddress.of("jdbc:sqlite:" + folder.resolve("state.db")), Duration.ofDays(7)),
        new DeliverySettings(
            Optional.empty(),
            new Patience(10, Duration.ofHours(24)),
            Duration.ofSeconds(55),
            Duration.ofMinutes(30)),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }
}
