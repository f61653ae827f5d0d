package io.cvpfunctions.lab.month.stage;

import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.openfaas.StackFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The functions as stack.yml has them, but for what waits: that is compressed as the month is. */
final class Deployment {
  /** Not as much shorter as the rest: streams and threads take their time whatever the month's. */
  static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(3), Pace.of(Duration.ofMinutes(3)), Pace.of(Duration.ofMinutes(15)));

  private static final String HOLD = "cvp.hold";

  /** What waits, and the file says nothing of. */
  private static final Map<String, Map<String, Duration>> WAITING =
      Map.of(
          "run-validation",
          Map.of("connect_patience", PATIENCE.connect()),
          "device-move",
          Map.of("cmdb_replace_patience", Pace.of(Duration.ofMinutes(15))));

  private Deployment() {}

  /** With those values for what the file leaves open. */
  static List<StackFunction> of(Path stackFile, Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("VERDICT_PATIENCE", Pace.text(PATIENCE.verdict()));
    return StackFile.read(stackFile, all).functions().values().stream()
        .map(Deployment::compressed)
        .toList();
  }

  private static StackFunction compressed(StackFunction function) {
    return new StackFunction(
        function.name(),
        function.lang(),
        function.handler(),
        function.namespace(),
        compressed(function.spec()));
  }

  private static FunctionSpec compressed(FunctionSpec spec) {
    boolean holds = spec.annotations().containsKey(HOLD);
    FunctionSpec held = holds ? spec.annotation(HOLD, Pace.text(PATIENCE.hold())) : spec;
    Map<String, String> environment = new TreeMap<>(spec.environment());
    WAITING.getOrDefault(spec.name(), Map.of()).forEach((k, v) -> environment.put(k, Pace.text(v)));
    return new FunctionSpec(
        held.name(),
        held.image(),
        held.envProcess(),
        environment,
        held.secrets(),
        held.labels(),
        held.annotations(),
        held.limits(),
        held.requests(),
        held.readOnlyRootFilesystem());
  }
}
