package io.cvpfunctions.lab.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A table of method and path; what is not in it is 404 or 405, and remembered as unexpected. */
public final class Routes implements Responder {
  private final Map<String, Map<String, Responder>> table = new ConcurrentHashMap<>();

  public Routes get(String path, Responder responder) {
    return on("GET", path, responder);
  }

  public Routes post(String path, Responder responder) {
    return on("POST", path, responder);
  }

  public Routes on(String method, String path, Responder responder) {
    table.computeIfAbsent(path, any -> new ConcurrentHashMap<>()).put(method, responder);
    return this;
  }

  @Override
  public Reply answer(RecordedRequest request) {
    return answer(request.path(), request);
  }

  /** For paths that stand behind a prefix. */
  public Reply answer(String path, RecordedRequest request) {
    Map<String, Responder> methods = table.get(path);
    if (methods == null) {
      return Reply.html(404, "404 Not Found").asUnexpected();
    }
    Responder responder = methods.get(request.method());
    if (responder == null) {
      String allowed = String.join(", ", methods.keySet());
      return Reply.html(405, "405 Not Allowed").with("Allow", allowed).asUnexpected();
    }
    return responder.answer(request);
  }
}
