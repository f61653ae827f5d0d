package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Signature;
import io.cvpfunctions.watcher.WatcherSettings.DeliverySettings;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.routing.TopicMap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Has every function that is told of anything, be it by chain alone, look whether all it needs is
 * there, signed as events would be.
 */
final class FunctionsCheck {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration BUDGET = Duration.ofSeconds(25);
  private static final String SETTINGS = "Mend it in stack.yml or its secrets, and deploy.";

  private final Gateway gateway;
  private final DeliverySettings delivery;
  private final Today today;
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Set<String> known = new HashSet<>();

  FunctionsCheck(Gateway gateway, DeliverySettings delivery, Today today) {
    this.gateway = gateway;
    this.delivery = delivery;
    this.today = today;
  }

  void run(TopicMap map, Findings findings) {
    map.subscribing().stream().map(Subscription::function).forEach(this::wanted);
    while (!waiting.isEmpty()) {
      String function = waiting.remove();
      try {
        judge(function, gateway.check(function, headers(), LIMIT), findings);
      } catch (CallFailedException failed) {
        findings.failure(function + " cannot be asked: " + failed.getMessage(), logs(function));
      }
    }
  }

  private void wanted(String function) {
    if (known.add(function)) waiting.add(function);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Invocation.TIMEOUT, GoDuration.format(BUDGET));
    headers.put(Invocation.CHAIN, "none");
    delivery
        .payloadSecret()
        .ifPresent(key -> headers.put(Signature.HEADER, Signature.with(key).sign(new byte[0])));
    return headers;
  }

  private void judge(String function, Answer answer, Findings findings) {
    JsonNode json = answer.json().filter(JsonNode::isObject).orElse(null);
    if (answer.ok() && json != null && json.path("checks").isArray()) {
      ours(function, json, findings);
    } else if (answer.status() == 401) {
      signature(function, findings);
    } else if (json != null && json.path("errors").isArray() && json.has("function")) {
      json.path("errors")
          .forEach(each -> findings.failure(function + ": " + each.asText(), SETTINGS));
    } else {
      others(function, answer, findings);
    }
  }

  private void ours(String function, JsonNode answer, Findings findings) {
    today.answered(function, answer);
    for (JsonNode each : answer.path("checks")) {
      String what = function + ", " + each.path("name").asText() + ": ";
      String detail = each.path("detail").asText();
      findings.told(each.path("status").asText(), what + detail, each.path("todo").asText());
    }
    JsonNode settings = answer.path("settings");
    timeouts(function, settings.path("exec_timeout").asText(), findings);
    for (String step : settings.path("chain_to").asText().trim().split("\\s+", -1)) {
      if (!step.isEmpty()) step(function, step.replaceFirst("\\?.*", ""), findings);
    }
  }

  /** No limit at all is written as zero. */
  private void timeouts(String function, String execTimeout, Findings findings) {
    Duration attempt = delivery.attemptTimeout();
    Duration own = GoDuration.parse(execTimeout).orElse(Duration.ZERO);
    if (!own.isZero() && own.compareTo(attempt) < 0) return;
    String limit = own.isZero() ? "for ever" : GoDuration.format(own);
    findings.warning(
        "%s may take %s (exec_timeout), but is given %s"
            .formatted(function, limit, GoDuration.format(attempt)),
        "Set --attempt-timeout above its exec_timeout, and the gateway's upstream_timeout above both.");
  }

  private void step(String function, String step, Findings findings) {
    if (today.functions().stream().map(DeployedFunction::name).anyMatch(step::equals)) {
      wanted(step);
    } else if (known.add(step)) {
      findings.failure(
          function + " is followed by " + step + ", which is not deployed",
          "Deploy " + step + ", or take it out of chain_to.");
    }
  }

  private void signature(String function, Findings findings) {
    if (delivery.payloadSecret().isEmpty()) {
      findings.failure(
          function + " wants calls to be signed, and ours are not",
          "Give its secret payload-secret by --payload-secret-file.");
    } else {
      findings.failure(
          function + " refuses our signature",
          "Let --payload-secret-file and its secret payload-secret hold the same.");
    }
  }

  /** A function of somebody else's may do with such a call what it likes. */
  private static void others(String function, Answer answer, Findings findings) {
    String what = function + " answers HTTP " + answer.status();
    if (answer.status() == 404 || answer.status() >= 500) {
      findings.warning(what + " when asked how it is: " + answer.excerpt(), logs(function));
    } else {
      findings.ok(what + "; it has no check of its own");
    }
  }

  private static String logs(String function) {
    return "See whether it runs: faas-cli logs " + function;
  }
}
