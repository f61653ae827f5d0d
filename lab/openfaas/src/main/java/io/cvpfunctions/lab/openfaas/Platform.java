package io.cvpfunctions.lab.openfaas;

/** The answers that OpenFaaS itself gives in place of a function. */
final class Platform {
  static final String INTERNAL = "X-OpenFaaS-Internal";

  private Platform() {}

  static FunctionResponse cannotReach(String function) {
    return FunctionResponse.text(500, "Can't reach service for: " + function + ".")
        .header(INTERNAL, "proxy");
  }

  static FunctionResponse noEndpoints(String function) {
    return FunctionResponse.text(503, "No endpoints available for: " + function + ".")
        .header(INTERNAL, "proxy");
  }

  static FunctionResponse unknownFunction(String function) {
    return FunctionResponse.text(404, "error finding function " + function + ": not found");
  }

  static FunctionResponse handlerDied() {
    return FunctionResponse.empty(500).header(INTERNAL, "of-watchdog");
  }

  static FunctionResponse outOfTime() {
    return FunctionResponse.empty(504).header(INTERNAL, "of-watchdog");
  }

  static FunctionResponse tooMany(int limit) {
    String text = "Concurrent request limit exceeded. Max concurrent requests: " + limit + "\n";
    return FunctionResponse.of(429, "text/plain", text).header(INTERNAL, "faas-middleware");
  }

  static FunctionResponse notFound() {
    return FunctionResponse.text(404, "404 page not found\n");
  }

  static FunctionResponse methodNotAllowed() {
    return FunctionResponse.empty(405);
  }
}
