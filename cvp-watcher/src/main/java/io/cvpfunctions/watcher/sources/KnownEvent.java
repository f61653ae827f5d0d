package io.cvpfunctions.watcher.sources;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import java.time.Instant;

/**
 * A CloudVision event as it was last heard of; encoded, which takes a quarter of the memory, since
 * in a storm there are 100,000 of them.
 *
 * @param encoded all that was said of it, partial messages put together
 * @param asOf the server's time of the last message
 * @param status what people know of it
 * @param endedAt when it ended; null while it is active
 */
record KnownEvent(
    Identity identity, ByteString encoded, Instant asOf, Status status, Instant endedAt) {
  /** What people know of a CloudVision event. */
  enum Status {
    /** It was active before anybody watched, and nobody was told. */
    BASELINE,
    /** It is not severe enough to be told. */
    QUIET,
    /** It was told, and is told to its end. */
    TOLD,
    /** It was told, and is over; remembered for a while, so that nothing tells it again. */
    ENDED,
    /** It is over, and nobody was told: it never was bad enough, as far as is known. */
    ENDED_UNTOLD,
    /** It was told, and that it is over, since CloudVision does not know it any more. */
    GONE,
    /** Nobody was told, and CloudVision does not know it any more. */
    BASELINE_GONE
  }

  /**
   * What tells events apart: a condition that returns has the same key at another time.
   *
   * @param at to the nanosecond
   */
  record Identity(String key, Instant at) {
    static Identity of(Event event) {
      return new Identity(
          event.getKey().getKey().getValue(), Protos.instant(event.getKey().getTimestamp()));
    }

    @Override
    public String toString() {
      return key + "/" + Protos.text(at);
    }
  }

  KnownEvent(Event event, Instant asOf, Status status, Instant endedAt) {
    this(Identity.of(event), event.toByteString(), asOf, status, endedAt);
  }

  /** All that was said of it; decoded at every call. */
  Event event() {
    try {
      return Event.parseFrom(encoded);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("no CloudVision event: " + identity, damaged);
    }
  }

  /** Whether it is over, as far as is known. */
  boolean ended() {
    return status == Status.ENDED || status == Status.ENDED_UNTOLD || gone();
  }

  /** Whether people were told of it, be it over. */
  boolean told() {
    return status == Status.TOLD || status == Status.ENDED || status == Status.GONE;
  }

  /** Whether that it is not there any more is all that says that it is over. */
  boolean gone() {
    return status == Status.GONE || status == Status.BASELINE_GONE;
  }

  KnownEvent now(Event other, Instant when, Status newStatus) {
    return new KnownEvent(other, when, newStatus, null);
  }

  /**
   * Of what is over, no more than the identity is remembered; of what nobody was told, all of it,
   * for a history that comes later may say that it was worse.
   */
  KnownEvent over(Instant when, Instant end) {
    Event was = event();
    if (status == Status.QUIET || status == Status.BASELINE) {
      Event untold = was.toBuilder().clearDeleteTime().build();
      return new KnownEvent(untold, when, Status.ENDED_UNTOLD, end);
    }
    Event bare = Event.newBuilder().setKey(was.getKey()).build();
    return new KnownEvent(bare, when, Status.ENDED, end);
  }

  /** Of what is gone, it is remembered besides how bad it was. */
  KnownEvent lost(Instant when) {
    Event was = event();
    Event bare =
        Event.newBuilder().setKey(was.getKey()).setSeverityValue(was.getSeverityValue()).build();
    Status lost = status == Status.BASELINE ? Status.BASELINE_GONE : Status.GONE;
    return new KnownEvent(bare, when, lost, when);
  }

  /** When it was last heard of, or ended, whichever is later. */
  Instant last() {
    return endedAt == null || endedAt.isBefore(asOf) ? asOf : endedAt;
  }

  /** Whether something people are told of is different. */
  boolean differs(Event other) {
    Event event = event();
    return event.getSeverityValue() != other.getSeverityValue()
        || !event.getTitle().equals(other.getTitle())
        || !event.getDescription().equals(other.getDescription());
  }
}
