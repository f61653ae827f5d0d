package io.cvpfunctions.runtime;

/** Why a body was not taken. Thrown often where callers are many, so it has no stack trace. */
final class RefusedBodyException extends Exception {
  enum Kind {
    /** Larger than max_body. */
    TOO_LARGE,
    /** Others hold the memory there is for bodies; later there may be room. */
    NO_ROOM,
    /** It ended early, came too slowly, or is not HTTP. */
    UNREADABLE
  }

  private final Kind kind;

  private RefusedBodyException(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  static RefusedBodyException tooLarge() {
    return new RefusedBodyException(Kind.TOO_LARGE);
  }

  static RefusedBodyException noRoom() {
    return new RefusedBodyException(Kind.NO_ROOM);
  }

  static RefusedBodyException unreadable() {
    return new RefusedBodyException(Kind.UNREADABLE);
  }

  Kind kind() {
    return kind;
  }
}
