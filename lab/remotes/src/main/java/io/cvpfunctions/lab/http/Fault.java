package io.cvpfunctions.lab.http;

import java.time.Duration;

/** A way for a remote to misbehave on the wire. */
public final class Fault {
  enum Kind {
    NONE,
    RESET_BEFORE_READING,
    RESET_AFTER_READING,
    RESET_AFTER_HANDLING,
    TRUNCATED,
    ENDLESS,
    TRICKLE,
    INSTEAD
  }

  static final Fault NONE = new Fault(Kind.NONE, Duration.ZERO, Reply.empty(200));

  private final Kind kind;
  private final Duration delay;
  private final Reply reply;

  private Fault(Kind kind, Duration delay, Reply reply) {
    this.kind = kind;
    this.delay = delay;
    this.reply = reply;
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, Duration.ZERO, Reply.empty(200));
  }

  /** The right answer, late. */
  public static Fault delay(Duration delay) {
    return new Fault(Kind.NONE, delay, Reply.empty(200));
  }

  /** TCP reset as soon as the request's head has come. */
  public static Fault resetBeforeReading() {
    return of(Kind.RESET_BEFORE_READING);
  }

  /** TCP reset after the whole request was read; nothing was done with it. */
  public static Fault resetAfterReading() {
    return of(Kind.RESET_AFTER_READING);
  }

  /** TCP reset after the request was acted on: the caller cannot know that it was. */
  public static Fault resetAfterHandling() {
    return of(Kind.RESET_AFTER_HANDLING);
  }

  /** Half of the right answer, then the connection closes. */
  public static Fault truncatedBody() {
    return of(Kind.TRUNCATED);
  }

  /** 200 and blanks for ever, as fast as the caller reads. */
  public static Fault endlessAnswer() {
    return of(Kind.ENDLESS);
  }

  /** 200 and one blank every 50 ms for ever: no read ever times out. */
  public static Fault trickle() {
    return of(Kind.TRICKLE);
  }

  /** The page a proxy shows when the server behind it is gone. */
  public static Fault html502() {
    return instead(Reply.html(502, "502 Bad Gateway"));
  }

  /** A page with status 200, as a captive portal or a login form shows. */
  public static Fault html200() {
    return instead(Reply.html(200, "Welcome"));
  }

  /** 200 without a body. */
  public static Fault emptyBody() {
    return instead(Reply.empty(200));
  }

  public static Fault redirectTo(String location) {
    return instead(Reply.empty(302).with("Location", location));
  }

  public static Fault status(int status) {
    return instead(Reply.empty(status));
  }

  /** Any other answer; the request is not acted on. */
  public static Fault instead(Reply reply) {
    return new Fault(Kind.INSTEAD, Duration.ZERO, reply);
  }

  /** The same fault, late. */
  public Fault after(Duration wait) {
    return new Fault(kind, wait, reply);
  }

  Kind kind() {
    return kind;
  }

  Duration delay() {
    return delay;
  }

  Reply reply() {
    return reply;
  }
}
