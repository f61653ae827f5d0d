package io.cvpfunctions.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.tracing.Collector;
import io.cvpfunctions.tracing.Collector.Hop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a collector of traces hears of the whole pipeline. */
@Tag("slow")
class OneTraceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Switch MOVED = new Switch("leaf3", 3);

  @Test
  void move_isOneTrace_fromCloudVisionToKafka() throws Exception {
    try (Collector collector = new Collector();
        RunningLab lab = RunningLab.start(collector.environment(), "--port", "28070")) {
      await().atMost(PATIENCE).until(() -> lab.output().contains("curl -X POST"));
      moveOne(lab);
      await().atMost(PATIENCE).untilAsserted(() -> isWhole(trace(collector)));
    }
  }

  /** Nothing else goes on meanwhile, so that no batch has events of two traces. */
  private static void moveOne(RunningLab lab) throws Exception {
    Matcher move = Pattern.compile("curl -X POST (\\S+)").matcher(lab.output());
    assertThat(move.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(move.group(1))).POST(BodyPublishers.noBody()).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }

  private static List<Hop> trace(Collector collector) {
    Optional<Hop> origin = collector.hops().stream().filter(OneTraceTest::begins).findFirst();
    assertThat(origin).isPresent();
    String trace = origin.get().trace();
    return collector.hops().stream().filter(each -> each.trace().equals(trace)).toList();
  }

  private static boolean begins(Hop hop) {
    return hop.attribute("subject").equals(Optional.of(MOVED.serial()));
  }

  private static void isWhole(List<Hop> trace) {
    List<String> names = trace.stream().map(Hop::name).toList();
    assertThat(names)
        .contains("device-move", "run-validation", "notify-slack", "deliver to kafka-publish");
    for (String twice : List.of("POST Slack", "kafka-publish")) {
      assertThat(Collections.frequency(names, twice))
          .as("%s of the move, and of what its validation came to, in %s", twice, names)
          .isGreaterThanOrEqualTo(2);
    }
    assertThat(trace)
        .extracting(Hop::service)
        .contains("cvp-watcher", "device-move", "notify-slack", "run-validation", "kafka-publish");
    assertThat(orphans(trace)).isEmpty();
  }

  /** Hops whose parent nobody told of. */
  private static List<Hop> orphans(List<Hop> trace) {
    Set<String> known = trace.stream().map(Hop::id).collect(Collectors.toSet());
    return trace.stream().filter(each -> !begins(each) && !known.contains(each.parent())).toList();
  }
}
