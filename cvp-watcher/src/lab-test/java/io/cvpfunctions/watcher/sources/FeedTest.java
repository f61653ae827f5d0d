package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest extends WithCloudVision {
  private static final String SUBSCRIBE = "EventService/Subscribe";

  private final SettableClock clock = new SettableClock();
  private final Recording heard = new Recording();
  private CloudVisionSimulator cv;
  private CloudVision cloudVision;
  private Resources resources;
  private Feed<EventStreamResponse> feed;

  /** Remembers the titles of what came, and how streams ended. */
  private static final class Recording implements Feed.Events<EventStreamResponse> {
    final List<String> titles = new ArrayList<>();
    final List<StreamEnd.Kind> ends = new ArrayList<>();
    boolean listed;
    boolean wanted = true;

    @Override
    public void begins() {
      listed = false;
    }

    @Override
    public boolean wants() {
      return wanted;
    }

    @Override
    public boolean current() {
      return listed;
    }

    @Override
    public void takes(EventStreamResponse message) {
      if (message.getType() == Operation.INITIAL_SYNC_COMPLETE) listed = true;
      if (!message.hasValue()) return;
      String type = message.getValue().getEventType().getValue();
      if (type.equals("POISON")) throw new IllegalStateException(type);
      titles.add(type);
    }

    @Override
    public void ended(StreamEnd end) {
      ends.add(end.kind());
    }
  }

  @BeforeEach
  void open() {
    cv = simulator(Generation.V2025_2);
    HttpUrl url = HttpUrl.get("https://" + cv.addresses() + "/");
    Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
    Trust trust = Trust.pins(List.of(cv.sha256()));
    cloudVision = new CloudVision(List.of(url), credentials, trust, clock);
    resources = new Resources(cloudVision.nodes(), Optional.empty(), trust);
    Streaming streaming = new Streaming(resources, new Metrics(), clock);
    feed = streaming.feed("events", resources::events, () -> {}, heard);
  }

  @AfterEach
  void stop() {
    feed.close();
    resources.close();
    cloudVision.close();
  }

  private void awaitListed() {
    stepUntil(() -> heard.listed);
  }

  private void stepUntil(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              feed.step();
              return condition.call();
            });
  }

  @Test
  void step_nothingHeardForLong_subscribesAnewAtTheSamePort() {
    awaitListed();
    clock.pass(Duration.ofMinutes(14));
    feed.step();
    assertThat(heard.ends).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    feed.step();
    assertThat(heard.ends).containsExactly(StreamEnd.Kind.SILENT);
    heard.listed = false;
    awaitListed();
    assertThat(heard.ends).containsExactly(StreamEnd.Kind.SILENT);
    assertThat(cv.grpc().calls(SUBSCRIBE)).hasSize(2);
  }

  @Test
  void step_listStalls_subscribesAnewByTheTimePeopleAreTold() {
    cv.events().flood(3, LEAF);
    cv.grpc().failNext(1, SUBSCRIBE, CallFault.silentAfter(2));
    stepUntil(() -> heard.titles.size() == 2);
    clock.pass(Health.BLIND_AFTER.minusSeconds(1));
    feed.step();
    assertThat(heard.ends).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    feed.step();
    assertThat(heard.ends).containsExactly(StreamEnd.Kind.SILENT);
    awaitListed();
    assertThat(heard.titles).hasSize(5);
  }

  @Test
  void step_aMessageCannotBeRead_takesThoseAfterIt() {
    cv.events().raise("A", WARNING, LEAF);
    cv.events().raise("POISON", WARNING, LEAF);
    cv.events().raise("B", WARNING, LEAF);
    awaitListed();
    assertThat(heard.titles).containsExactlyInAnyOrder("A", "B");
    assertThat(heard.ends).isEmpty();
  }

  @Test
  void step_notWanted_leavesMessagesAndTheEndInTheStream() {
    awaitListed();
    heard.wanted = false;
    cv.events().raise("A", WARNING, LEAF);
    cv.grpc().endStreams();
    await().atMost(PATIENCE).until(() -> cv.grpc().streams() == 0);
    clock.pass(Duration.ofHours(1));
    feed.step();
    assertThat(heard.titles).isEmpty();
    assertThat(heard.ends).isEmpty();
    assertThat(feed.resumes()).isFalse();
    heard.wanted = true;
    assertThat(feed.resumes()).isTrue();
    stepUntil(() -> !heard.ends.isEmpty());
    assertThat(heard.titles).containsExactly("A");
  }

  @Test
  void step_flood_takesItAllInOrderOfArrival() {
    awaitListed();
    cv.events().flood(2000, LEAF);
    stepUntil(() -> heard.titles.size() >= 2000);
    assertThat(heard.titles).hasSize(2000);
    assertThat(heard.ends).isEmpty();
  }
}
