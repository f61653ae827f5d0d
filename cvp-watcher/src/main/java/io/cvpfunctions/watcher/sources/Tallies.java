package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.sources.Backtest.Busy;
import io.cvpfunctions.watcher.sources.Backtest.Count;
import io.cvpfunctions.watcher.sources.Backtest.Messages;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what functions would have been told of CloudVision's events. Not thread-safe. */
final class Tallies {
  private static final int BUSIEST = 20;

  private final List<Subscription> subscriptions;
  private final Map<Told, Tally> tallies = new HashMap<>();

  Tallies(List<Subscription> subscriptions) {
    this.subscriptions = subscriptions;
  }

  private record Told(String function, Identity identity) {}

  /** What one function would have been told of one event. */
  private static final class Tally {
    private final Busy what;
    private final Instant since;
    private long messages;
    private boolean withheld;

    Tally(Busy what, Instant since) {
      this.what = what;
      this.since = since;
    }
  }

  /** Counts it for every function that would have been told. */
  void count(News news, CloudEvent event, Busy what) {
    Identity identity = Identity.of(news.event());
    for (Subscription each : subscriptions) {
      Told told = new Told(each.function(), identity);
      boolean again = tallies.containsKey(told) && each.about(news.type());
      if (!again && !each.matches(event)) continue;
      Tally tally = tallies.computeIfAbsent(told, any -> new Tally(what, since(news, identity)));
      count(tally, news, each.hold());
    }
  }

  private static void count(Tally tally, News news, Duration hold) {
    Duration lasted = Duration.between(tally.since, news.at());
    if (over(news) && lasted.compareTo(hold) < 0) tally.withheld = true;
    tally.messages++;
  }

  /** A hold begins with the first state that is told; where that is the end, with the event. */
  private static Instant since(News first, Identity identity) {
    return over(first) ? identity.at() : first.at();
  }

  private static boolean over(News news) {
    return news.type().equals(EventTypes.EVENT_RESOLVED);
  }

  /** What each function would have been told. */
  List<Messages> functions() {
    return subscriptions.stream().map(this::messages).toList();
  }

  private Messages messages(Subscription subscription) {
    String function = subscription.function();
    long messages = 0;
    long withheld = 0;
    for (var each : tallies.entrySet()) {
      if (!each.getKey().function().equals(function)) continue;
      if (each.getValue().withheld) withheld++;
      else messages += each.getValue().messages;
    }
    return new Messages(function, messages, withheld, subscription.batch() > 1);
  }

  /** What made the most messages, the busiest first. */
  List<Count> busiest() {
    Map<Busy, Long> busy = new HashMap<>();
    for (Tally each : tallies.values()) {
      if (!each.withheld) busy.merge(each.what, each.messages, Long::sum);
    }
    return busy.entrySet().stream()
        .map(each -> new Count(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(Count::messages).reversed())
        .limit(BUSIEST)
        .toList();
  }
}
