package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows CloudVision's events from being raised to their end, and says what of it is news. Does no
 * I/O. Not thread-safe.
 *
 * <ul>
 *   <li>Raised, updated (severity, title, description) and resolved are each told once; acks, notes
 *       and reads are not told.
 *   <li>What is less severe than wanted is told once it is severe enough, and from then on to its
 *       end, whatever becomes of its severity.
 *   <li>What was active before the first list is told only if it gets worse.
 *   <li>What is over stays over: a condition that returns is another event.
 * </ul>
 */
final class ActiveEvents {
  /** How far back a repeated look goes beyond what was seen, for clocks and for lateness. */
  static final Duration MARGIN = Duration.ofMinutes(10);

  private static final int MOST_ENDED = 20_000;

  private final Optional<Severity> least;
  private final boolean replayBaseline;
  private final Map<Identity, KnownEvent> known = new HashMap<>();
  private final Set<Identity> listed = new HashSet<>();
  private boolean listing;
  private boolean baselined;
  private Instant seen;
  private Instant resumeFrom = Instant.EPOCH;

  /** {@code seen} is the server's time of the last message before; null before the first list. */
  ActiveEvents(
      Optional<Severity> least,
      boolean replayBaseline,
      Collection<KnownEvent> stored,
      Instant seen) {
    this.least = least;
    this.replayBaseline = replayBaseline;
    this.seen = seen;
    this.baselined = seen != null;
    stored.forEach(each -> known.put(each.identity(), each));
  }

  /**
   * Something to tell.
   *
   * @param type raised, updated or resolved
   * @param at when it happened, by CloudVision's clock where it says so
   */
  record News(String type, Event event, Instant at) {}

  /**
   * What messages came to.
   *
   * @param news in the order in which it happened
   * @param changed events to remember
   * @param forgotten events not to remember any more
   */
  record Changes(List<News> news, Map<Identity, KnownEvent> changed, Set<Identity> forgotten) {
    Changes() {
      this(new ArrayList<>(), new HashMap<>(), new HashSet<>());
    }

    boolean isEmpty() {
      return changed.isEmpty() && forgotten.isEmpty();
    }
  }

  /** A subscription begins: everything is listed anew. */
  void begin() {
    listing = true;
    listed.clear();
    if (!baselined) known.clear();
    resumeFrom = seen == null ? Instant.EPOCH : seen.minus(MARGIN);
  }

  /** Whether there ever was a complete list, so that what is new is news. */
  boolean baselined() {
    return baselined;
  }

  /** The server's time of the last message; empty before the first. */
  Optional<Instant> seen() {
    return Optional.ofNullable(seen);
  }

  /** How many are active, as far as is known. */
  long active() {
    return known.values().stream().filter(each -> !each.ended()).count();
  }

  /** Whether the list that was made last is empty. */
  boolean listedNothing() {
    return listed.isEmpty();
  }

  /** Takes one message, and adds what it comes to; says whether the list is complete by it. */
  boolean take(EventStreamResponse message, Changes changes) {
    if (message.getType() == Operation.INITIAL_SYNC_COMPLETE) return listing;
    if (!message.hasValue() || !message.getValue().getKey().hasKey()) return false;
    Identity identity = Identity.of(message.getValue());
    if (listing) listed.add(identity);
    Instant time = message.hasTime() ? Protos.instant(message.getTime()) : null;
    if (time != null && (seen == null || time.isAfter(seen)) && baselined) seen = time;
    switch (message.getType()) {
      case DELETED -> deleted(identity, time, changes);
      case INITIAL, UPDATED, UNSPECIFIED -> said(identity, message.getValue(), time, changes);
      default -> {}
    }
    return false;
  }

  private void deleted(Identity identity, Instant time, Changes changes) {
    listed.remove(identity);
    KnownEvent was = known.get(identity);
    if (was == null || was.ended()) return;
    end(was, was.event(), time, time, changes);
  }

  private void said(Identity identity, Event said, Instant time, Changes changes) {
    KnownEvent was = known.get(identity);
    if (was != null && (was.ended() || (time != null && time.isBefore(was.asOf())))) return;
    Event is = was == null ? said : Protos.merged(was.event(), said);
    Instant asOf = time != null ? time : was == null ? Instant.EPOCH : was.asOf();
    if (is.hasDeleteTime()) over(was, is, asOf, changes);
    else if (was == null) first(is, asOf, changes);
    else again(was, is, asOf, changes);
  }

  private void first(Event is, Instant asOf, Changes changes) {
    boolean baseline = !baselined && !replayBaseline;
    Status status = baseline ? Status.BASELINE : severe(is) ? Status.TOLD : Status.QUIET;
    remember(new KnownEvent(is, asOf, status, null), changes);
    if (status == Status.TOLD) tell(EventTypes.EVENT_RAISED, is, Identity.of(is).at(), changes);
  }

  private void again(KnownEvent was, Event is, Instant asOf, Changes changes) {
    boolean worse = rank(is) > rank(was.event());
    boolean raised = severe(is) && (was.status() == Status.QUIET || (baseline(was) && worse));
    boolean told = was.status() == Status.TOLD;
    KnownEvent now = was.now(is, asOf, raised ? Status.TOLD : was.status());
    boolean updated = told && differs(was.event(), is);
    if (raised || updated) remember(now, changes);
    else known.put(now.identity(), now);
    if (raised) tell(EventTypes.EVENT_RAISED, is, asOf, changes);
    if (updated) tell(EventTypes.EVENT_UPDATED, is, lastUpdate(is, asOf), changes);
  }

  private static boolean baseline(KnownEvent event) {
    return event.status() == Status.BASELINE;
  }

  /** One that came and went unseen is told both; but not one that went before we last looked. */
  private void over(KnownEvent was, Event is, Instant asOf, Changes changes) {
    Instant end = Protos.instant(is.getDeleteTime());
    if (was != null) {
      end(was, is, asOf, end, changes);
      return;
    }
    KnownEvent unseen = new KnownEvent(is, asOf, Status.QUIET, null);
    if (end.isBefore(resumeFrom)) return;
    boolean news = baselined && severe(is);
    if (news) tell(EventTypes.EVENT_RAISED, is, Identity.of(is).at(), changes);
    end(news ? unseen.now(is, asOf, Status.TOLD) : unseen, is, asOf, end, changes);
  }

  private void end(KnownEvent was, Event is, Instant asOf, Instant end, Changes changes) {
    Instant when = end != null ? end : was.asOf();
    remember(was.over(is, asOf == null ? was.asOf() : asOf, when), changes);
    if (was.status() == Status.TOLD) tell(EventTypes.EVENT_RESOLVED, is, when, changes);
  }

  private void remember(KnownEvent event, Changes changes) {
    known.put(event.identity(), event);
    if (!baselined) return;
    if (event.status() != Status.QUIET) changes.changed().put(event.identity(), event);
  }

  private void tell(String type, Event event, Instant at, Changes changes) {
    if (baselined || replayBaseline) changes.news().add(new News(type, event, at));
  }

  /** This was active before anybody watched. */
  void before(EventStreamResponse message) {
    KnownEvent event = new KnownEvent(message.getValue(), Instant.EPOCH, Status.BASELINE, null);
    if (!message.getValue().hasDeleteTime()) known.putIfAbsent(event.identity(), event);
  }

  /** The list is complete and believed: what follows is news. */
  void complete(Instant now, Changes changes) {
    listing = false;
    if (seen == null) seen = now;
    if (baselined) return;
    baselined = true;
    known.forEach(
        (identity, event) -> {
          if (event.status() != Status.QUIET) changes.changed().put(identity, event);
        });
  }

  /** Events that were active, but are not in the list that is complete now. */
  List<KnownEvent> missing() {
    return known.values().stream()
        .filter(each -> !each.ended() && !listed.contains(each.identity()))
        .toList();
  }

  /** It is certain that the event is no more. */
  void gone(KnownEvent event, Instant now, Changes changes) {
    deleted(event.identity(), now, changes);
  }

  /** Asked for by its key, it says this. */
  void found(Event event, Changes changes) {
    Identity identity = Identity.of(event);
    listed.add(identity);
    said(identity, event, null, changes);
  }

  /** Forgets what has been over for so long that nothing will repeat it. */
  void forgetOld(Changes changes) {
    if (seen == null) return;
    Instant old = seen.minus(MARGIN.multipliedBy(3));
    long ended = known.size() - active();
    Iterator<KnownEvent> all = known.values().iterator();
    while (all.hasNext()) {
      KnownEvent each = all.next();
      if (!each.ended()) continue;
      if (ended <= MOST_ENDED && !each.endedAt().isBefore(old)) continue;
      ended--;
      changes.forgotten().add(each.identity());
      all.remove();
    }
  }

  /** What has no severity is severe enough: nobody said that it is not. */
  private boolean severe(Event event) {
    Optional<Severity> severity = Severity.of(event.getSeverity());
    return least.isEmpty() || severity.isEmpty() || severity.get().compareTo(least.get()) >= 0;
  }

  private static int rank(Event event) {
    return Severity.of(event.getSeverity()).map(Severity::ordinal).orElse(-1);
  }

  private static boolean differs(Event was, Event is) {
    return was.getSeverityValue() != is.getSeverityValue()
        || !was.getTitle().equals(is.getTitle())
        || !was.getDescription().equals(is.getDescription());
  }

  private static Instant lastUpdate(Event event, Instant otherwise) {
    return event.hasLastUpdatedTime() ? Protos.instant(event.getLastUpdatedTime()) : otherwise;
  }
}
