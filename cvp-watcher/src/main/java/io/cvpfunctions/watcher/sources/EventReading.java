package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what one message makes of an event: of one that is known, that is gone, or that nobody has
 * heard of. Not thread-safe.
 */
final class EventReading {
  private final EventMemory known;
  private final Heard heard;
  private final EventJudgement judgement;
  private final Map<Identity, KnownEvent> unexplained = new LinkedHashMap<>();

  EventReading(EventMemory known, Heard heard, EventJudgement judgement) {
    this.known = known;
    this.heard = heard;
    this.judgement = judgement;
  }

  /** The server's time of a message; null where it has none. */
  static Instant time(EventStreamResponse message) {
    return message.hasTime() ? Protos.instant(message.getTime()) : null;
  }

  /** What is not explained yet will be listed, or is over. */
  void begin() {
    unexplained.clear();
  }

  void read(EventStreamResponse message, Changes changes) {
    Instant time = time(message);
    heard.hears(time);
    switch (message.getType()) {
      case DELETED -> deleted(Identity.of(message.getValue()), time, changes);
      case UPDATED -> said(message.getValue(), time, true, changes);
      case INITIAL, UNSPECIFIED -> said(message.getValue(), time, false, changes);
      default -> {}
    }
  }

  private void deleted(Identity identity, Instant time, Changes changes) {
    forget(identity);
    KnownEvent was = known.get(identity);
    if (was == null || (was.ended() && !was.gone())) return;
    judgement.end(was, was.event(), time, time, changes);
  }

  /** Whatever a change may have meant, it is over. */
  void forget(Identity identity) {
    unexplained.remove(identity);
  }

  /** {@code changed} where the message may be partial. */
  void said(Event said, Instant time, boolean changed, Changes changes) {
    KnownEvent was = known.get(Identity.of(said));
    if (was == null) unknown(said, time, changed, changes);
    else if (was.gone()) back(was, said, time, changed, changes);
    else known(was, said, time, changes);
  }

  private void known(KnownEvent was, Event said, Instant time, Changes changes) {
    boolean early = time != null && time.isBefore(was.last());
    if (early) earlier(was, said, time, changes);
    else if (!was.ended()) now(was, said, time != null ? time : was.asOf(), changes);
  }

  /** What is said later may be known already, when it was read from the list of a subscription. */
  private void earlier(KnownEvent was, Event said, Instant time, Changes changes) {
    boolean unheard = heard.owes(time) && !was.told() && !said.hasDeleteTime();
    if (unheard) judgement.earlier(was, Protos.merged(was.event(), said), time, changes);
  }

  private void now(KnownEvent was, Event said, Instant asOf, Changes changes) {
    Event is = Protos.merged(was.event(), said);
    if (is.hasDeleteTime())
      judgement.end(was, is, asOf, Protos.instant(is.getDeleteTime()), changes);
    else judgement.again(was, is, asOf, changes);
  }

  /** A change alone does not say whether it is active: whoever asks for it by its key tells. */
  private void back(KnownEvent was, Event is, Instant time, boolean changed, Changes changes) {
    Instant asOf = time != null ? time : heard.mark();
    if (is.hasDeleteTime()) return;
    if (changed && partial(is)) unexplained.putIfAbsent(was.identity(), quiet(is, asOf));
    else judgement.back(was, is, asOf, changes);
  }

  private static boolean partial(Event is) {
    return is.getTitle().getValue().isEmpty() && is.getEventType().getValue().isEmpty();
  }

  private static KnownEvent quiet(Event is, Instant asOf) {
    return new KnownEvent(is, asOf, Status.QUIET, null);
  }

  private void unknown(Event is, Instant time, boolean changed, Changes changes) {
    Instant asOf = time != null ? time : Instant.EPOCH;
    if (is.hasDeleteTime() && endedBefore(is, changed ? time : null)) return;
    KnownEvent event = quiet(is, asOf);
    if (changed && partial(is)) unexplained.putIfAbsent(event.identity(), event);
    else believe(event, changes);
  }

  private void believe(KnownEvent event, Changes changes) {
    unexplained.remove(event.identity());
    if (event.event().hasDeleteTime()) judgement.cameAndWent(event, changes);
    else judgement.first(event.event(), event.asOf(), changes);
  }

  /** Whether it ended before the gap, or long before it was spoken of: nobody was told, or all. */
  private boolean endedBefore(Event is, Instant told) {
    Instant end = Protos.instant(is.getDeleteTime());
    boolean early = heard.baselined() && end.isBefore(heard.from());
    return early || (told != null && end.isBefore(told.minus(Heard.MARGIN)));
  }

  /** Events of which a change alone was heard; each is handed out once. */
  List<KnownEvent> takeUnexplained() {
    List<KnownEvent> all = List.copyOf(unexplained.values());
    unexplained.clear();
    return all;
  }

  /** Asked for by its key, an event that is not known says this after all. */
  void explained(KnownEvent before, Event event, Changes changes) {
    Instant told = before.asOf();
    boolean news = !event.hasDeleteTime() || !endedBefore(event, told);
    if (news) believe(quiet(event, told), changes);
  }
}
