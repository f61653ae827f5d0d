package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.cloudvision.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The list that a subscription begins with. One that is empty, or lacks what was active, is
 * believed only with credentials that are good elsewhere, too. Not thread-safe.
 */
final class EventList {
  private static final Duration RELIST = Duration.ofSeconds(30);

  private final ActiveEvents events;
  private final Heard heard;
  private final Supplier<Standing> credentials;
  private final Health health;
  private Standing standing = Standing.UNKNOWN;
  private boolean waits;

  /** {@code credentials} asks elsewhere what the token is still worth. */
  EventList(ActiveEvents events, Heard heard, Supplier<Standing> credentials, Health health) {
    this.events = events;
    this.heard = heard;
    this.credentials = credentials;
    this.health = health;
  }

  /** A subscription begins: everything is listed anew. */
  void begin() {
    events.begin();
    waits = false;
  }

  /** Takes a message, be it after the list; says whether the list is complete by it. */
  boolean take(EventStreamResponse message, Changes changes) {
    boolean completes = events.take(message, changes);
    if (completes) waits = true;
    return completes;
  }

  /** Whether it is complete, and waits to be believed. */
  boolean waits() {
    return waits;
  }

  /** Whether it is complete, believed or not. */
  boolean complete() {
    return waits || !events.listing();
  }

  /** Believes it, unless it is doubtful; what follows it is news. */
  boolean believe(Instant now, Changes changes) {
    boolean doubtful = events.listedNothing() || !events.missing().isEmpty();
    if (doubtful && !shownGood()) return false;
    waits = false;
    events.complete(now, changes);
    events.forgetOld(changes);
    return true;
  }

  private boolean shownGood() {
    standing = credentials.get();
    if (standing == Standing.GOOD) return true;
    health.failed("broken", "lists fewer events than before, with credentials not shown good");
    return false;
  }

  /**
   * Gives it up, that old, for another one. Where the credentials cannot be asked about, the first
   * list of all is kept, since what came after it is news.
   */
  boolean discard(Duration age) {
    boolean kept = standing == Standing.UNKNOWN && !heard.baselined();
    if (kept || age.compareTo(RELIST) < 0) return false;
    waits = false;
    return true;
  }
}
