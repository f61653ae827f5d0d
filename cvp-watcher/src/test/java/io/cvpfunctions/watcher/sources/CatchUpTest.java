package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Standing;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that nobody gives: nothing listens where it is asked for. */
class CatchUpTest {
  @TempDir Path folder;

  private Desk desk;
  private SettableClock clock;
  private Heard heard;
  private CloudVision cloudVision;
  private Resources resources;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    clock = desk.clock;
    heard = Heard.until(clock.instant(), clock.instant());
    heard.begin();
  }

  @AfterEach
  void close() {
    resources.close();
    cloudVision.close();
    desk.close();
  }

  @Test
  void step_historyFailsForLong_isStillOwedAndPeopleAreWarned() throws Exception {
    CatchUp catchUp = catchUp(Credentials.token(Secret.of("token")));
    assertThat(catchUp.comesFirst()).isTrue();
    for (int i = 0; i < 12; i++) {
      assertThat(catchUp.step()).isFalse();
      clock.pass(catchUp.pause(Duration.ZERO));
    }
    assertThat(heard.owes()).isTrue();
    assertThat(catchUp.comesFirst()).isFalse();
    assertThat(desk.told()).containsExactly("cvp.watcher.blind events-broken");
  }

  @Test
  void step_loginFails_isAskedLater() throws Exception {
    CatchUp catchUp = catchUp(Credentials.password("cvpadmin", Secret.of("arista")));
    assertThat(catchUp.step()).isFalse();
    assertThat(heard.owes()).isTrue();
    assertThat(catchUp.pause(Duration.ZERO)).isPositive();
  }

  private CatchUp catchUp(Credentials credentials) throws Exception {
    HttpUrl nobody = HttpUrl.get("https://127.0.0.1:" + closedPort() + "/");
    cloudVision = new CloudVision(List.of(nobody), credentials, Trust.anything(), clock);
    resources = new Resources(cloudVision.nodes(), Optional.of(nobody.port()), Trust.anything());
    Streaming streaming = new Streaming(resources, new Metrics(), clock);
    Health health = new Health("events", "events", desk.warnings(), clock, clock);
    return new CatchUp(streaming, heard, health, () -> Standing.UNKNOWN, new Nothing());
  }

  private static final class Nothing implements CatchUp.History {
    @Override
    public void begins() {}

    @Override
    public void takes(EventStreamResponse message) {}

    @Override
    public boolean more() {
      return false;
    }

    @Override
    public void ends() {}

    @Override
    public int lacks() {
      return 0;
    }

    @Override
    public boolean listed() {
      return true;
    }
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
