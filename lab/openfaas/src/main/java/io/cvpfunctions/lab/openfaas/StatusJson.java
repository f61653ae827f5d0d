package io.cvpfunctions.lab.openfaas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Functions as {@code /system/functions} shows them; what is empty is left out. */
final class StatusJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Orchestration orchestration;
  private final String namespace;

  StatusJson(Orchestration orchestration, String namespace) {
    this.orchestration = orchestration;
    this.namespace = namespace;
  }

  ObjectNode listed(DeployedFunction function) {
    ObjectNode status = status(function);
    if (function.invocations() > 0) status.put("invocationCount", function.invocations());
    return status;
  }

  ObjectNode status(DeployedFunction function) {
    FunctionSpec spec = function.spec();
    ObjectNode status = JSON.objectNode();
    status.put("name", spec.name()).put("image", spec.image()).put("namespace", namespace);
    if (!spec.envProcess().isEmpty()) status.put("envProcess", spec.envProcess());
    if (!spec.secrets().isEmpty()) spec.secrets().forEach(status.putArray("secrets")::add);
    put(status, "limits", spec.limits());
    put(status, "requests", spec.requests());
    if (spec.readOnlyRootFilesystem()) status.put("readOnlyRootFilesystem", true);
    status.put("replicas", 1);
    status.put("createdAt", function.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    if (orchestration == Orchestration.KUBERNETES) kubernetes(status, spec);
    if (orchestration == Orchestration.FAASD) faasd(status, spec);
    return status;
  }

  private static void kubernetes(ObjectNode status, FunctionSpec spec) {
    put(status, "labels", spec.label("faas_function", spec.name()).labels());
    put(status, "annotations", spec.annotation("prometheus.io.scrape", "false").annotations());
    status.put("availableReplicas", 1);
  }

  /** Its list shows the environment, and never says how many replicas are available. */
  private static void faasd(ObjectNode status, FunctionSpec spec) {
    put(status, "envVars", spec.environment());
    put(status, "labels", spec.labels());
    put(status, "annotations", spec.annotations());
  }

  private static void put(ObjectNode status, String field, Map<String, String> map) {
    if (!map.isEmpty()) map.forEach(status.putObject(field)::put);
  }

  static ObjectNode info() {
    ObjectNode info = JSON.objectNode();
    ObjectNode provider = info.putObject("provider");
    provider.put("provider", "cvp-functions-lab").put("orchestration", "lab");
    provider.putObject("version").put("release", "lab").put("sha", "");
    info.putObject("version").put("release", "lab").put("sha", "").put("commit_message", "");
    return info.put("arch", System.getProperty("os.arch"));
  }
}
