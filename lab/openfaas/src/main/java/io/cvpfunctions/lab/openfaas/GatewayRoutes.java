package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/** The gateway's table of paths. */
final class GatewayRoutes implements HttpHandler {
  private final FunctionRoute functions;
  private final AsyncRoute async;
  private final SystemRoute system;
  private final BasicAuth auth;
  private final String namespace;

  GatewayRoutes(
      FunctionRoute functions,
      AsyncRoute async,
      SystemRoute system,
      BasicAuth auth,
      String namespace) {
    this.functions = functions;
    this.async = async;
    this.system = system;
    this.auth = auth;
    this.namespace = namespace;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = GoPath.decode(exchange.getRequestURI().getRawPath());
      String clean = GoPath.clean(path);
      if (clean.equals(path)) {
        route(exchange, path);
      } else {
        answer(exchange, redirect(301, withQuery(exchange, GoPath.encode(clean))));
      }
    }
  }

  private static String withQuery(HttpExchange exchange, String path) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? path : path + "?" + query;
  }

  private void route(HttpExchange exchange, String path) throws IOException {
    if (path.startsWith("/function/")) {
      function(exchange, path.substring("/function/".length()));
    } else if (path.startsWith("/async-function/")) {
      async(exchange, path.substring("/async-function/".length()));
    } else if (path.startsWith("/system/")) {
      system(exchange, path);
    } else {
      answer(exchange, small(path));
    }
  }

  private void function(HttpExchange exchange, String rest) throws IOException {
    Optional<FunctionTarget> target = FunctionTarget.parse(rest, namespace);
    if (target.isPresent()) {
      functions.handle(exchange, target.get());
    } else {
      answer(exchange, Platform.notFound());
    }
  }

  private void async(HttpExchange exchange, String rest) throws IOException {
    if (FunctionTarget.parse(rest, namespace).isPresent()) {
      async.handle(exchange, rest);
    } else {
      answer(exchange, Platform.notFound());
    }
  }

  private void system(HttpExchange exchange, String path) throws IOException {
    if (auth.allows(exchange)) {
      system.handle(exchange, path);
    } else {
      answer(exchange, BasicAuth.refusal());
    }
  }

  private static FunctionResponse small(String path) {
    return switch (path) {
      case "/healthz" -> FunctionResponse.text(200, "OK");
      case "/" -> redirect(307, "/ui/");
      default -> Platform.notFound();
    };
  }

  private static FunctionResponse redirect(int status, String location) {
    return FunctionResponse.empty(status).header("Location", location);
  }

  /** The body is read first: closing over unread bytes would cut the caller off. */
  private static void answer(HttpExchange exchange, FunctionResponse response) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Wire.write(exchange, response);
  }
}
