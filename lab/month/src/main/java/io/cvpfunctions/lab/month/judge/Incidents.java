package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.month.truth.Incident;
import java.time.Duration;

/** Names for the states of CloudVision's events, the same for what is so and what was told. */
final class Incidents {
  /** So much sooner or later by the clocks is neither within the hold nor beyond it. */
  private static final Duration BLUR = Duration.ofMillis(500);

  private Incidents() {}

  static String state(String type, JsonNode data) {
    return type + " " + data.path("key").asText() + " " + data.path("timestamp").asText();
  }

  static String raised(Incident incident) {
    return "cvp.event.raised " + incident.name();
  }

  static String resolved(Incident incident) {
    return "cvp.event.resolved " + incident.name();
  }

  /** Surely longer than that. */
  static boolean lastedLonger(Incident incident, Duration hold) {
    return incident.lasted().map(time -> time.compareTo(hold.plus(BLUR)) > 0).orElse(true);
  }

  /** Surely not longer than that. */
  static boolean lastedLess(Incident incident, Duration hold) {
    return incident.lasted().map(time -> time.compareTo(hold.minus(BLUR)) < 0).orElse(false);
  }
}
