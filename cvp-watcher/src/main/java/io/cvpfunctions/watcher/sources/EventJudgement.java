package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import java.time.Instant;
import java.util.Optional;

/** Decides what of that which is said of an event is news. Not thread-safe. */
final class EventJudgement {
  private final Optional<Severity> least;
  private final boolean replayBaseline;
  private final EventMemory known;
  private final Heard heard;

  EventJudgement(Optional<Severity> least, boolean replayBaseline, EventMemory known, Heard heard) {
    this.least = least;
    this.replayBaseline = replayBaseline;
    this.known = known;
    this.heard = heard;
  }

  /** It is heard of for the first time. */
  void first(Event is, Instant asOf, Changes changes) {
    boolean baseline = !heard.baselined() && !replayBaseline;
    Status status = baseline ? Status.BASELINE : severe(is) ? Status.TOLD : Status.QUIET;
    remember(new KnownEvent(is, asOf, status, null), changes);
    if (status == Status.TOLD) tell(EventTypes.EVENT_RAISED, is, Identity.of(is).at(), changes);
  }

  /** It is known, and this is said of it now. */
  void again(KnownEvent was, Event is, Instant asOf, Changes changes) {
    boolean worse = rank(is) > rank(was.event());
    boolean raised = severe(is) && (was.status() == Status.QUIET || (baseline(was) && worse));
    boolean told = was.status() == Status.TOLD;
    Event remembered = baseline(was) && !worse ? asBadAs(was.event(), is) : is;
    KnownEvent now = was.now(remembered, asOf, raised ? Status.TOLD : was.status());
    boolean updated = told && was.differs(is);
    if (raised || updated) remember(now, changes);
    else known.put(now);
    if (raised) tell(EventTypes.EVENT_RAISED, is, asOf, changes);
    if (updated) tell(EventTypes.EVENT_UPDATED, is, lastUpdate(is, asOf), changes);
  }

  /**
   * It was like that in a gap, before what is known of it, and nobody was told: if it was worse
   * then, people are told now. What became of it the same history says.
   */
  void earlier(KnownEvent untold, Event then, Instant at, Changes changes) {
    if (!severe(then) || rank(then) <= rank(untold.event())) return;
    remember(untold.now(then, at, Status.TOLD), changes);
    tell(EventTypes.EVENT_RAISED, then, at, changes);
  }

  /** What was no news at its worst is none when it is that bad again. */
  private static Event asBadAs(Event was, Event is) {
    return is.toBuilder().setSeverityValue(was.getSeverityValue()).build();
  }

  private static boolean baseline(KnownEvent event) {
    return event.status() == Status.BASELINE;
  }

  /** One that came and went unseen is told both. */
  void cameAndWent(KnownEvent unseen, Changes changes) {
    Event is = unseen.event();
    boolean news = heard.baselined() && severe(is);
    if (news) tell(EventTypes.EVENT_RAISED, is, unseen.identity().at(), changes);
    KnownEvent was = news ? unseen.now(is, unseen.asOf(), Status.TOLD) : unseen;
    end(was, is, unseen.asOf(), Protos.instant(is.getDeleteTime()), changes);
  }

  /** It is over, since {@code end}, or since it was last heard of. */
  void end(KnownEvent was, Event is, Instant asOf, Instant end, Changes changes) {
    Instant when = end != null ? end : was.asOf();
    remember(was.over(asOf == null ? was.asOf() : asOf, when), changes);
    if (was.status() == Status.TOLD) tell(EventTypes.EVENT_RESOLVED, is, when, changes);
  }

  /**
   * CloudVision does not know it any more. Of what nobody was told, nothing is kept: whatever is
   * said of it later is heard as if for the first time.
   */
  void gone(KnownEvent was, Instant when, Changes changes) {
    if (was.status() == Status.QUIET) known.remove(was.identity());
    else remember(was.lost(when), changes);
    if (was.status() == Status.TOLD) {
      tell(EventTypes.EVENT_RESOLVED, was.event(), when, changes);
    }
  }

  /** It was gone, and is active all the same. */
  void back(KnownEvent was, Event is, Instant asOf, Changes changes) {
    if (was.status() == Status.GONE) {
      first(is, asOf, changes);
      return;
    }
    KnownEvent before = was.now(was.event(), asOf, Status.BASELINE);
    remember(before, changes);
    again(before, is, asOf, changes);
  }

  /** Remembers it, and stores it where it is more than noise. */
  void remember(KnownEvent event, Changes changes) {
    known.put(event);
    if (!heard.baselined()) return;
    if (event.status() != Status.QUIET) changes.changed().put(event.identity(), event);
  }

  private void tell(String type, Event event, Instant at, Changes changes) {
    if (heard.baselined() || replayBaseline) changes.news().add(new News(type, event, at));
  }

  /** This was active before anybody watched. */
  void before(Event is, Changes changes) {
    if (is.hasDeleteTime() || known.get(Identity.of(is)) != null) return;
    remember(new KnownEvent(is, Instant.EPOCH, Status.BASELINE, null), changes);
  }

  /** What has no severity is severe enough: nobody said that it is not. */
  private boolean severe(Event event) {
    Optional<Severity> severity = Severity.of(event.getSeverity());
    return least.isEmpty() || severity.isEmpty() || severity.get().compareTo(least.get()) >= 0;
  }

  private static int rank(Event event) {
    return Severity.of(event.getSeverity()).map(Severity::ordinal).orElse(-1);
  }

  private static Instant lastUpdate(Event event, Instant otherwise) {
    return event.hasLastUpdatedTime() ? Protos.instant(event.getLastUpdatedTime()) : otherwise;
  }
}
