package io.cvpfunctions.lab.openfaas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Answers {@code /system/…}: what is deployed, and changes to it. */
final class SystemRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANNOT_PULL =
      "the lab cannot pull images: it runs the functions that it was started with, and those built"
          + " in a folder of the repository, or of examples, that the image is named after\n";

  private final GatewayState state;
  private final StatusJson statuses;
  private final Deployments deployments;
  private final String namespace;

  SystemRoute(GatewayState state, StatusJson statuses, Deployments deployments, String namespace) {
    this.state = state;
    this.statuses = statuses;
    this.deployments = deployments;
    this.namespace = namespace;
  }

  void handle(HttpExchange exchange, String path) throws IOException {
    FunctionRequest request = Wire.read(exchange);
    if (path.equals("/system/functions") && request.method().equals("GET")) {
      list(exchange, request);
    } else {
      Wire.write(exchange, answer(request, path));
    }
  }

  private void list(HttpExchange exchange, FunctionRequest request) throws IOException {
    Outcome real = Outcome.answered(listing(request));
    Optional<Fault> fault = state.faults().next(GatewayState.LISTING);
    if (fault.isPresent()) Holding.hold(fault.get().delay());
    fault.map(f -> f.over(real)).orElse(real).write(exchange);
  }

  private FunctionResponse answer(FunctionRequest request, String path) {
    if (path.equals("/system/functions")) return change(request);
    if (!request.method().equals("GET")) return Platform.methodNotAllowed();
    if (path.equals("/system/namespaces")) return json(JSON.createArrayNode().add(namespace));
    if (path.equals("/system/info")) return json(StatusJson.info());
    String one = "/system/function/";
    return path.startsWith(one) ? status(path.substring(one.length())) : Platform.notFound();
  }

  private FunctionResponse listing(FunctionRequest request) {
    String asked = ("&" + request.query()).replaceFirst(".*&namespace=([^&]*).*|.*", "$1");
    if (!asked.isEmpty() && !asked.equals(namespace)) return wrongNamespace(asked);
    ArrayNode all = JSON.createArrayNode();
    state.functions().values().stream()
        .filter(function -> !function.hidden())
        .forEach(function -> all.add(statuses.listed(function)));
    return json(all);
  }

  private FunctionResponse wrongNamespace(String asked) {
    return FunctionResponse.text(400, "namespace " + asked + " is not " + namespace + "\n");
  }

  private FunctionResponse status(String name) {
    DeployedFunction function = state.functions().get(name);
    if (function == null) return FunctionResponse.empty(404);
    return json(statuses.status(function));
  }

  private FunctionResponse change(FunctionRequest request) {
    JsonNode body;
    try {
      body = JSON.readTree(request.bodyText());
    } catch (JsonProcessingException e) {
      return FunctionResponse.text(400, "the body is not JSON\n");
    }
    return switch (request.method()) {
      case "POST", "PUT" -> deploy(FunctionSpecJson.read(body), request.method());
      case "DELETE" -> remove(body.path("functionName").asText());
      default -> Platform.methodNotAllowed();
    };
  }

  private FunctionResponse deploy(FunctionSpec spec, String method) {
    List<String> problems = CeRules.problems(spec);
    if (!problems.isEmpty()) return FunctionResponse.text(400, String.join("\n", problems) + "\n");
    DeployedFunction function = state.functions().get(spec.name());
    if (function == null && method.equals("PUT")) return FunctionResponse.empty(404);
    try {
      if (deployments.run(spec)) return FunctionResponse.empty(202);
    } catch (IllegalStateException refused) {
      return FunctionResponse.text(400, refused.getMessage() + "\n");
    }
    if (function == null) return FunctionResponse.text(501, CANNOT_PULL);
    function.redeploy(spec);
    return FunctionResponse.empty(202);
  }

  private FunctionResponse remove(String name) {
    boolean known = state.functions().remove(name) != null;
    return FunctionResponse.empty(known ? 202 : 404);
  }

  private static FunctionResponse json(JsonNode node) {
    return FunctionResponse.json(200, node.toString());
  }
}
