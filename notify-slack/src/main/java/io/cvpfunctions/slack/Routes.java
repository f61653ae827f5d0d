package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.slack.api.Outlet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the route of an event: that of the first rule that matches it, or the usual one. */
final class Routes {
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

  private Route of(EventFacts facts) {
    return rules.entrySet().stream()
        .filter(rule -> rule.getKey().matches(facts))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(usual);
  }
}
