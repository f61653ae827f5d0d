package io.cvpfunctions.watcher.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Events;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How large a message may be: larger than gRPC has it, and no larger than the heap bears. */
class EndpointTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private CloudVisionSimulator cv;
  private CloudVision cloudVision;
  private Resources resources;

  @BeforeEach
  void open() {
    cv = CloudVisionSimulator.builder().generation(Generation.V2025_2).start();
    cv.addDevice(Device.numbered(1));
    HttpUrl url = HttpUrl.get("https://" + cv.addresses() + "/");
    Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
    Trust trust = Trust.pins(List.of(cv.sha256()));
    cloudVision = new CloudVision(List.of(url), credentials, trust, Clock.systemUTC());
    resources = new Resources(cloudVision.nodes(), Optional.empty(), trust);
  }

  @AfterEach
  void close() {
    resources.close();
    cloudVision.close();
    cv.close();
  }

  @Test
  void stream_messageOfManyMebibytes_isTaken() {
    raise(15 * MEBIBYTE);
    List<EventStreamResponse> taken = new ArrayList<>();
    try (OpenStream<EventStreamResponse> stream = resources.events(() -> {})) {
      await()
          .atMost(PATIENCE)
          .until(() -> taken.addAll(stream.take(10)) && taken.stream().anyMatch(this::large));
    }
  }

  @Test
  void stream_messageOfMoreThanSixteenMebibytes_endsIt() {
    raise(16 * MEBIBYTE);
    try (OpenStream<EventStreamResponse> stream = resources.events(() -> {})) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(stream.take(10)).noneMatch(this::large);
                return stream.end().isPresent();
              });
      assertThat(stream.end().orElseThrow().kind()).isEqualTo(StreamEnd.Kind.BROKEN);
    }
  }

  private boolean large(EventStreamResponse message) {
    return message.getSerializedSize() > 5 * MEBIBYTE;
  }

  private void raise(int size) {
    EventSeverity severity = EventSeverity.EVENT_SEVERITY_WARNING;
    StringValue title = StringValue.of("x".repeat(size));
    cv.events().raise(Events.event("A", severity, "JPE00000001", "").setTitle(title).build());
  }
}
