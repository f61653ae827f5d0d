package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Disbelieves that events are over which a list lacks, as devices are not believed to be gone: half
 * an answer looks just like that. Not thread-safe.
 *
 * <p>An event is gone once CloudVision did not know it at {@link Rules#LOOKS} questions in a row
 * over {@code removeAfter}. While more than {@link Rules#largestLoss} are missing, none is: that is
 * a suspicion, until they are back or a person says so.
 */
final class MissingEvents {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Duration removeAfter;
  private final Duration spacing;
  private final Map<Identity, Missing> all = new LinkedHashMap<>();
  private final Set<Identity> released = new HashSet<>();
  private Optional<String> suspicion = Optional.empty();
  private boolean many = true;

  MissingEvents(Duration removeAfter) {
    Duration third = removeAfter.dividedBy(Rules.LOOKS);
    this.removeAfter = removeAfter;
    this.spacing = third.compareTo(SHORTEST) > 0 ? third : SHORTEST;
  }

  private record Missing(KnownEvent event, Instant since, Instant next, int looks) {
    Missing unknown(Instant again) {
      return new Missing(event, since, again, looks + 1);
    }
  }

  /**
   * A list lacks exactly these; those that an earlier one lacked are no further from being gone.
   */
  void lacks(List<KnownEvent> events, Instant now) {
    Map<Identity, Missing> before = Map.copyOf(all);
    all.clear();
    for (KnownEvent each : events) {
      Missing anew = new Missing(each, now, now, 0);
      all.put(each.identity(), before.getOrDefault(each.identity(), anew));
    }
    released.retainAll(all.keySet());
  }

  /** Only these may be missing still. */
  void keep(Predicate<Identity> still) {
    all.keySet().removeIf(still.negate());
    released.retainAll(all.keySet());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** One to be asked for now. */
  Optional<KnownEvent> toAsk(Instant now) {
    return all.values().stream()
        .filter(each -> !now.isBefore(each.next()))
        .map(Missing::event)
        .findFirst();
  }

  /** CloudVision knows it: the list was not whole. */
  void found(Identity identity) {
    forget(identity);
  }

  private void forget(Identity identity) {
    all.remove(identity);
    released.remove(identity);
  }

  /** CloudVision does not know it now. */
  void unknown(Identity identity, Instant now) {
    all.computeIfPresent(identity, (any, each) -> each.unknown(now.plus(spacing)));
  }

  /** What is missing now is believed to be gone. */
  void release() {
    released.addAll(all.keySet());
  }

  /** Whether more are missing than may be gone at once, due or not; so until that is known. */
  boolean many() {
    return many;
  }

  /** Why they are not believed to be gone, in words. */
  Optional<String> suspicion() {
    return suspicion;
  }

  /** Takes out those that are gone, if of that many active ones not too many are missing. */
  List<KnownEvent> takeGone(long active, Instant now) {
    List<KnownEvent> due =
        all.values().stream().filter(each -> due(each, now)).map(Missing::event).toList();
    long doubtful = all.keySet().stream().filter(each -> !released.contains(each)).count();
    many = doubtful > Rules.largestLoss((int) active);
    boolean held = due.stream().anyMatch(each -> !released.contains(each.identity()));
    suspicion = many && held ? Optional.of(words(doubtful, active)) : Optional.empty();
    List<KnownEvent> gone =
        due.stream().filter(each -> !many || released.contains(each.identity())).toList();
    gone.forEach(each -> forget(each.identity()));
    return gone;
  }

  private boolean due(Missing each, Instant now) {
    return each.looks() >= Rules.LOOKS && !now.isBefore(each.since().plus(removeAfter));
  }

  private static String words(long missing, long active) {
    return missing
        + " of "
        + active
        + " active events are missing at once; none is told resolved until they are back or a"
        + " person releases it: cvp-watcher release";
  }
}
