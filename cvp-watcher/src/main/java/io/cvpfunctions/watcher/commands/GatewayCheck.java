package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.delivery.GatewayClient;
import io.cvpfunctions.watcher.routing.TopicMap;
import java.time.Duration;
import java.util.List;

/** Tries the gateway: address, credentials, and which functions would be told. */
final class GatewayCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final GatewaySettings settings;

  GatewayCheck(GatewaySettings settings) {
    this.settings = settings;
  }

  void run(Findings findings) {
    try (Gateway gateway =
        GatewayClient.of(settings.address(), settings.user(), settings.password())) {
      if (settings.user().isEmpty() || settings.password().isEmpty()) {
        findings.warning(
            "no gateway credentials were given",
            "Unless it runs without, give --gateway-user-file and --gateway-password-file.");
      }
      List<DeployedFunction> functions = gateway.functions(LIMIT);
      findings.ok("the gateway " + gateway + " lists " + functions.size() + " functions");
      topics(functions, findings);
    } catch (CallFailedException failed) {
      findings.failure(failed.getMessage(), todo(failed));
    }
  }

  private static void topics(List<DeployedFunction> functions, Findings findings) {
    TopicMap map = TopicMap.deployed(functions);
    map.subscribing()
        .forEach(each -> findings.ok(each.function() + " is told of " + each.topics()));
    if (map.subscribing().isEmpty()) {
      findings.warning(
          "no function names a topic", "Deploy one with the annotation topic: cvp.device.moved.");
    }
    map.problems().forEach(each -> findings.warning(each, "Mend it in stack.yml, and deploy."));
  }

  private static String todo(CallFailedException failed) {
    return failed.kind() == Kind.OPERATOR
        ? "On Kubernetes: secret basic-auth in the namespace openfaas."
        : "Check --gateway; in the cluster it is http://gateway.openfaas:8080.";
  }
}
