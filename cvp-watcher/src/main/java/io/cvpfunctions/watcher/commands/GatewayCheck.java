package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.watcher.WatcherSettings.DeliverySettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.delivery.GatewayClient;
import io.cvpfunctions.watcher.routing.TopicMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tries the gateway: address, clock, credentials, which functions would be told, and those. */
final class GatewayCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final GatewaySettings settings;
  private final DeliverySettings delivery;
  private final Clock clock;

  GatewayCheck(GatewaySettings settings, DeliverySettings delivery, Clock clock) {
    this.settings = settings;
    this.delivery = delivery;
    this.clock = clock;
  }

  void run(Findings findings, Today today) {
    if (!HostCheck.resolves(settings.address().getHost(), "--gateway", findings)) return;
    try (Gateway gateway =
        GatewayClient.of(settings.address(), settings.user(), settings.password())) {
      if (settings.user().isEmpty() || settings.password().isEmpty()) {
        findings.warning(
            "no gateway credentials were given",
            "Unless it runs without, give --gateway-user-file and --gateway-password-file.");
      }
      clock(gateway, findings);
      List<DeployedFunction> functions = gateway.functions(LIMIT);
      findings.ok("the gateway " + gateway + " lists " + functions.size() + " functions");
      today.deployed(functions);
      TopicMap map = TopicMap.deployed(functions);
      topics(map, findings);
      new FunctionsCheck(gateway, delivery, today).run(map, findings);
    } catch (CallFailedException failed) {
      findings.failure(failed.getMessage(), todo(failed));
    }
  }

  private void clock(Gateway gateway, Findings findings) {
    Optional<Instant> date = gateway.health(LIMIT).date();
    boolean signs = delivery.payloadSecret().isPresent();
    Duration limit = signs ? ClockCheck.SIGNED : ClockCheck.NEVER_FAILS;
    ClockCheck.run("the gateway", date, clock.instant(), limit, findings);
  }

  private static void topics(TopicMap map, Findings findings) {
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
