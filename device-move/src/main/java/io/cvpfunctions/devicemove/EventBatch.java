package io.cvpfunctions.devicemove;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events of one batch, recorded together where the CMDB can do that; else at once, where no
 * order among them can matter. Used once.
 */
final class EventBatch {
  private static final Duration FOR_THE_REST = Duration.ofSeconds(3);

  private final Cmdb cmdb;
  private final Telling telling;
  private final List<CloudEvent> events;
  private final List<Observation> observations;

  EventBatch(Cmdb cmdb, Telling telling, List<CloudEvent> events, Instant now) {
    this.cmdb = cmdb;
    this.telling = telling;
    this.events = events;
    this.observations =
        events.stream().map(event -> Observation.of(event, now)).collect(Collectors.toList());
  }

  /** One result each; empty where they have to go one by one, as those do that were refused. */
  Optional<List<Result>> record(Budget budget, Function<List<CloudEvent>, List<Result>> oneByOne) {
    Optional<List<Recorded>> together = cmdb.recordTogether(observations, budget);
    if (together.isPresent()) {
      return together
          .map(all -> all.stream().map(Attempt::recorded).collect(Collectors.toList()))
          .map(attempts -> results(attempts, oneByOne));
    }
    return areIndependent()
        ? atOnce(budget).map(attempts -> results(attempts, oneByOne))
        : Optional.empty();
  }

  /**
   * Whether each tells where another device is. A removal has to come before the device that takes
   * its place, and a change after the move that it follows.
   */
  private boolean areIndependent() {
    Set<String> seen = new HashSet<>();
    for (Observation each : observations) {
      String name = each.device().hostname().orElse("of " + each.serial());
      boolean another = seen.add("serial " + folded(each.serial()));
      another &= seen.add("name " + folded(name));
      if (!another || each.kind() != Observation.Kind.PLACED) return false;
    }
    return observations.size() > 1;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Empty where one of them needs an operator, which is no reason for the others to wait. */
  private Optional<List<Attempt>> atOnce(Budget budget) {
    try {
      return Optional.of(
          cmdb.recordEach(observations, () -> budget.left().compareTo(FOR_THE_REST) > 0, budget));
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.OPERATOR) throw failure;
      return Optional.empty();
    }
  }

  private List<Result> results(
      List<Attempt> attempts, Function<List<CloudEvent>, List<Result>> oneByOne) {
    List<CloudEvent> left = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i).recorded().isEmpty()) left.add(events.get(i));
    }
    Iterator<Result> others = oneByOne.apply(left).iterator();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      Optional<Result> recorded = result(i, attempts.get(i));
      results.add(recorded.isPresent() ? recorded.get() : others.next());
    }
    return results;
  }

  private Optional<Result> result(int i, Attempt attempt) {
    return attempt
        .recorded()
        .map(recorded -> telling.recorded(events.get(i), observations.get(i), recorded))
        .map(Result::of);
  }
}
