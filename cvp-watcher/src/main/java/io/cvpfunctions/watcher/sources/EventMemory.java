package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** CloudVision's events that are active, and those that are over but may be repeated. */
final class EventMemory {
  /** Of events that are over, the identity is remembered: some 200 bytes each. */
  private static final int MOST_ENDED = 20_000;

  private final Map<Identity, KnownEvent> known = new HashMap<>();
  private int active;

  EventMemory(Collection<KnownEvent> stored) {
    stored.forEach(this::put);
  }

  KnownEvent get(Identity identity) {
    return known.get(identity);
  }

  /** The same, in the instance that is kept anyway, where it is known. */
  Identity kept(Identity identity) {
    KnownEvent event = known.get(identity);
    return event == null ? identity : event.identity();
  }

  void put(KnownEvent event) {
    leaves(known.put(event.identity(), event));
    if (!event.ended()) active++;
  }

  void remove(Identity identity) {
    leaves(known.remove(identity));
  }

  private void leaves(KnownEvent before) {
    if (before != null && !before.ended()) active--;
  }

  void clear() {
    known.clear();
    active = 0;
  }

  Collection<KnownEvent> all() {
    return known.values();
  }

  /** How many are active, as far as is known; counted as they come and go. */
  long active() {
    return active;
  }

  /** Those that are active, but are not among these. */
  List<KnownEvent> missing(Set<Identity> listed) {
    return known.values().stream()
        .filter(each -> !each.ended() && !listed.contains(each.identity()))
        .toList();
  }

  /**
   * Forgets what has been over for long, and says what that is: the oldest first, and nothing that
   * a history from that mark on repeats.
   */
  List<Identity> forgetOld(Instant mark) {
    Instant repeated = mark.minus(Heard.MARGIN);
    Instant old = mark.minus(Heard.MARGIN.multipliedBy(3));
    List<KnownEvent> ended =
        known.values().stream()
            .filter(each -> each.ended() && each.last().isBefore(repeated))
            .sorted(Comparator.comparing(KnownEvent::last))
            .toList();
    long tooMany = known.size() - active() - MOST_ENDED;
    List<Identity> forgotten =
        IntStream.range(0, ended.size())
            .filter(i -> i < tooMany || ended.get(i).last().isBefore(old))
            .mapToObj(i -> ended.get(i).identity())
            .toList();
    forgotten.forEach(known::remove);
    return forgotten;
  }
}
