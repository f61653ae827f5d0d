package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.streams.OpenStream;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/** What streaming sources have in common: the resources, and what becomes known of a stream. */
final class Streaming {
  private static final String RECONNECTS = "cvp_watcher_stream_ends_total";

  private final Resources resources;
  private final Metrics metrics;
  private final Clock clock;

  Streaming(Resources resources, Metrics metrics, Clock clock) {
    this.resources = resources;
    this.metrics = metrics;
    this.clock = clock;
    metrics.counter(RECONNECTS, "Ends of streams, each of which is opened again, by reason.");
  }

  /** Goes on evenly, whoever sets the machine's clock. */
  Instant now() {
    return clock.instant();
  }

  Resources resources() {
    return resources;
  }

  /** A feed whose ends are counted, as those of the stream of that name. */
  <M> Feed<M> feed(
      String what,
      Function<Runnable, OpenStream<M>> subscription,
      Runnable wake,
      Feed.Events<M> events) {
    return new Feed<>(resources, subscription, wake, events, end -> count(what, end), clock);
  }

  private void count(String what, StreamEnd end) {
    String reason = Metrics.label("reason", end.kind().name().toLowerCase(Locale.ROOT));
    metrics.count(RECONNECTS, Metrics.join(Metrics.label("stream", what), reason), 1);
  }

  /**
   * Says of a source what the end of its stream means for it.
   *
   * @param missed whether a person, or what was seen before, has it that the stream should be there
   */
  void note(StreamEnd end, Health health, boolean missed) {
    String where = resources.endpoints();
    switch (end.kind()) {
      case ENDED, SILENT -> health.interrupted(end.detail());
      case UNREACHABLE -> {
        if (resources.untried()) return;
        String what = "no gRPC at " + where + ", " + end.detail();
        if (missed || health.lastGood().isPresent()) health.failed("unreachable", what);
        else health.notOffered("no gRPC at " + where, false);
      }
      case UNAUTHENTICATED ->
          health.failed("refuses", "the streams refuse the credentials: " + end.detail());
      case FORBIDDEN -> absent("the account may not subscribe: " + end.detail(), health, missed);
      case NOT_OFFERED -> absent("not in this release: " + end.detail(), health, missed);
      default -> health.failed("broken", end.detail());
    }
  }

  private static void absent(String what, Health health, boolean missed) {
    if (missed) health.failed("refuses", what);
    else health.notOffered(what, false);
  }
}
