package io.cvpfunctions.watcher.delivery;

/** What a function's status means for the event (DESIGN §5). */
enum Judgement {
  /** The function has had it. */
  DONE,
  /** The event itself is wrong for this function: repeating will not help. */
  REJECTED,
  /** The function cannot be reached as it should be; no fault of the event, so its lane waits. */
  HELD,
  /** Later, please. */
  AGAIN;

  static Judgement of(int status) {
    if (status >= 200 && status < 300) return DONE;
    return switch (status) {
      case 400, 410, 413, 422 -> REJECTED;
      case 401, 403, 404 -> HELD;
      default -> AGAIN;
    };
  }
}
