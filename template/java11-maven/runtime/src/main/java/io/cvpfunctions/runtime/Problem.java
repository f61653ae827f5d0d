package io.cvpfunctions.runtime;

/**
 * Answers of the runtime's own, as RFC 9457 has them. They say nothing of the function's insides.
 */
final class Problem {
  private static final String TYPE = "application/problem+json";

  private Problem() {}

  static Reply failed(String callId) {
    return of(500, "Internal Server Error", "The function failed; its log says why.", callId);
  }

  static Reply tooLarge(int maxBody, String callId) {
    String detail = "The body is larger than max_body, which is " + maxBody + " bytes.";
    return of(413, "Content Too Large", detail, callId);
  }

  static Reply unreadable(String callId) {
    return of(400, "Bad Request", "The body ended early or is not valid HTTP.", callId);
  }

  /** Nothing was done for this call, so sending it again is safe. */
  static Reply busy(String callId) {
    return later(429, "Too Many Requests", "max_concurrency and max_queue are used up.", callId);
  }

  /** Memory, not places, is used up. Nothing was done for this call either. */
  static Reply noRoom(String callId) {
    return later(429, "Too Many Requests", "Other bodies hold the memory for bodies.", callId);
  }

  static Reply notWarm(String callId) {
    return later(503, "Service Unavailable", "The function is still starting.", callId);
  }

  private static Reply later(int status, String title, String detail, String callId) {
    Reply reply = of(status, title, detail, callId);
    reply.header("Retry-After", "1");
    return reply;
  }

  private static Reply of(int status, String title, String detail, String callId) {
    String json =
        Json.object(
            "type", "about:blank",
            "title", title,
            "status", status,
            "detail", detail,
            "callId", callId);
    return Reply.text(status, TYPE, json);
  }
}
