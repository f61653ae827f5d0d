package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.slack.api.Outlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the route of an event: that of the first rule that matches it, or the usual one. */
final class Routes {
  private static final String MEND = "Do what the detail says, or see the README of notify-slack.";

  private final Map<Rule, Route> rules = new LinkedHashMap<>();
  private final Route usual;

  Routes(Outlet usual) {
    this.usual = new Route(usual, "");
  }

  /** A rule that sends to that outlet; the order of the rules counts. */
  Routes with(Rule rule, Outlet outlet) {
    rules.put(rule, new Route(outlet, rule.mentions()));
    return this;
  }

  /** The usual one where the event's data is wrong, of which others complain. */
  Route of(CloudEvent event) {
    try {
      return rules.isEmpty() ? usual : of(EventFacts.of(event));
    } catch (EventDataException wrong) {
      return usual;
    }
  }

  /** Looks at every way out, and names the containers that rules are for. */
  void check(Checkup checkup, Budget budget) {
    Set<Outlet> outlets = new LinkedHashSet<>(List.of(usual.outlet()));
    rules.values().forEach(route -> outlets.add(route.outlet()));
    outlets.forEach(outlet -> checkup.attempt("slack", MEND, () -> outlet.check(budget)));
    List<String> containers = new ArrayList<>();
    rules.keySet().forEach(rule -> rule.container().ifPresent(containers::add));
    checkup.containers("slack_rules", containers);
  }

  private Route of(EventFacts facts) {
    return rules.entrySet().stream()
        .filter(rule -> rule.getKey().matches(facts))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(usual);
  }
}
