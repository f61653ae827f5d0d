package io.cvpfunctions.watcher.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.SteadyClock;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections over which not a byte comes any more, though neither side has closed them. */
@Tag("slow")
class KeepAliveTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** As short as gRPC lets it be. */
  private static final KeepAlive SHORT =
      new KeepAlive(Duration.ofSeconds(10), Duration.ofMillis(500));

  private CloudVisionSimulator cv;
  private CloudVision cloudVision;
  private Resources resources;

  @BeforeEach
  void open() {
    cv = CloudVisionSimulator.builder().generation(Generation.V2025_2).start();
    HttpUrl url = HttpUrl.get("https://" + cv.addresses() + "/");
    Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
    Trust trust = Trust.pins(List.of(cv.sha256()));
    cloudVision = new CloudVision(List.of(url), credentials, trust, new SteadyClock());
    resources = new Resources(cloudVision.nodes(), Optional.of(url.port()), trust, SHORT);
  }

  @AfterEach
  void close() {
    resources.close();
    cloudVision.close();
    cv.close();
  }

  @Test
  void stream_connectionHalfOpen_endsAndTheNextConnectsAnew() {
    OpenStream<EventStreamResponse> stream = listed();
    cv.grpc().freeze();
    await().atMost(PATIENCE).until(() -> stream.end().isPresent());
    StreamEnd end = stream.end().orElseThrow();
    assertThat(end.kind()).isEqualTo(StreamEnd.Kind.UNREACHABLE);
    cv.grpc().thaw();
    resources.ended(stream, end);
    listed().close();
  }

  private OpenStream<EventStreamResponse> listed() {
    OpenStream<EventStreamResponse> stream = resources.events(() -> {});
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                stream.take(10).stream()
                    .anyMatch(each -> each.getType() == Operation.INITIAL_SYNC_COMPLETE));
    return stream;
  }
}
