package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
 *   <li>What was active before the first list is told only if it gets worse than it ever was since.
 *   <li>What is over stays over: a condition that returns is another event. But what only was not
 *       there any more, and is active again, is told again.
 *   <li>Of an event that is not known, a change alone is not believed: it may be an ack of one that
 *       ended long ago. Whoever asks for it by its key tells what it is.
 * </ul>
 */
final class ActiveEvents {
  private final EventMemory known;
  private final Heard heard;
  private final EventJudgement judgement;
  private final Set<Identity> listed = new HashSet<>();
  private final EventReading reading;
  private boolean listing;

  /** Goes on from what is stored, and from what was heard. */
  ActiveEvents(
      Optional<Severity> least,
      boolean replayBaseline,
      Collection<KnownEvent> stored,
      Heard heard) {
    this.known = new EventMemory(stored);
    this.heard = heard;
    this.judgement = new EventJudgement(least, replayBaseline, known, heard);
    this.reading = new EventReading(known, heard, judgement);
  }

  /** A subscription begins: everything is listed anew. */
  void begin() {
    listing = true;
    listed.clear();
    reading.begin();
    if (!heard.baselined()) known.clear();
    heard.begin();
  }

  /** Whether the list is not complete, or not believed yet. */
  boolean listing() {
    return listing;
  }

  /** How many are active, as far as is known. */
  long active() {
    return known.active();
  }

  /** Whether it is active, as far as is known. */
  boolean active(Identity identity) {
    KnownEvent event = known.get(identity);
    return event != null && !event.ended();
  }

  /** The same, in the instance that is kept anyway: of a storm there are many. */
  Identity kept(Identity identity) {
    return known.kept(identity);
  }

  /** Whether anything was heard of it, be it over. */
  boolean knows(Identity identity) {
    return known.get(identity) != null;
  }

  /** Whether the list that was made last is empty. */
  boolean listedNothing() {
    return listed.isEmpty();
  }

  /** Takes one message, and adds what it comes to; says whether the list is complete by it. */
  boolean take(EventStreamResponse message, Changes changes) {
    if (message.getType() == Operation.INITIAL_SYNC_COMPLETE) return listing;
    if (!message.getValue().hasKey()) return false;
    if (!listing && isChange(message.getType())) heard.happens(EventReading.time(message));
    reading.read(message, changes);
    Identity identity = Identity.of(message.getValue());
    if (message.getType() == Operation.DELETED) listed.remove(identity);
    else if (listing) listed.add(kept(identity));
    return false;
  }

  /** Takes one message of the history that is owed: how things stood at its start is no news. */
  void replay(EventStreamResponse message, Changes changes) {
    Identity identity = Identity.of(message.getValue());
    boolean start = message.getType() == Operation.INITIAL;
    boolean old = start && !identity.at().isAfter(heard.baseline());
    KnownEvent was = known.get(identity);
    if (was != null && was.gone()) return;
    if (old && was == null) before(message, changes);
    else reading.read(message, changes);
    if (message.getType() == Operation.DELETED) listed.remove(identity);
  }

  private static boolean isChange(Operation type) {
    return type == Operation.UPDATED || type == Operation.DELETED;
  }

  /** This was active before anybody watched. */
  void before(EventStreamResponse message, Changes changes) {
    judgement.before(message.getValue(), changes);
  }

  /** The list is complete and believed: what follows is news. */
  void complete(Instant now, Changes changes) {
    listing = false;
    if (heard.baselined()) return;
    heard.complete(now);
    List.copyOf(known.all()).forEach(each -> judgement.remember(each, changes));
  }

  /** Events that were active, but are not in the list that is complete now. */
  List<KnownEvent> missing() {
    return known.missing(listed);
  }

  /** Events that are active, as far as is known, but are not among these. */
  List<KnownEvent> missing(Set<Identity> from) {
    return known.missing(from);
  }

  /** CloudVision does not know the event any more; only if it says otherwise is it not over. */
  void gone(KnownEvent event, Instant now, Changes changes) {
    listed.remove(event.identity());
    reading.forget(event.identity());
    KnownEvent was = known.get(event.identity());
    if (was != null && !was.ended()) judgement.gone(was, now, changes);
  }

  /** Asked for by its key, it says this. */
  void found(Event event, Changes changes) {
    listed.add(Identity.of(event));
    reading.said(event, null, false, changes);
  }

  /** Events that are not known, of which a change was heard; each is handed out once. */
  List<KnownEvent> takeUnexplained() {
    return reading.takeUnexplained();
  }

  /** Asked for by its key, an event of which a change alone was heard says this. */
  void explained(KnownEvent unexplainedBefore, Event event, Changes changes) {
    if (knows(unexplainedBefore.identity())) found(event, changes);
    else reading.explained(unexplainedBefore, event, changes);
  }

  /** Forgets what has been over for so long that nothing will repeat it. */
  void forgetOld(Changes changes) {
    if (heard.baselined()) changes.forgotten().addAll(known.forgetOld(heard.mark()));
  }
}
