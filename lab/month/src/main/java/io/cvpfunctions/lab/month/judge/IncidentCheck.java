package io.cvpfunctions.lab.month.judge;

import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Truth;
import java.util.HashSet;
import java.util.Set;

/**
 * CloudVision's events: all are published, raised and resolved; people are told of those that are
 * severe and last longer than the hold, from beginning to end.
 */
final class IncidentCheck {
  private final Truth truth;
  private final Patience patience;
  private final Judgement judgement;
  private final Set<String> published = new HashSet<>();
  private final Set<String> told = new HashSet<>();

  IncidentCheck(Truth truth, Patience patience, Evidence evidence, Judgement judgement) {
    this.truth = truth;
    this.patience = patience;
    this.judgement = judgement;
    evidence.published().forEach(each -> published.add(Incidents.state(each.type(), each.data())));
    evidence
        .taken("notify-slack")
        .forEach(each -> told.add(Incidents.state(each.type(), each.data())));
  }

  void run() {
    for (Incident incident : truth.incidents()) {
      judgement.count("CloudVision events", 1);
      must(published, incident, "published");
      boolean noted = incident.severe() && Incidents.lastedLonger(incident, patience.hold());
      if (noted) must(told, incident, "told to Slack");
    }
  }

  private void must(Set<String> states, Incident incident, String how) {
    if (!states.contains(Incidents.raised(incident))) {
      judgement.found(Promise.LOSS, "not " + how + ": raised, " + incident);
    }
    if (incident.resolved().isPresent() && !states.contains(Incidents.resolved(incident))) {
      judgement.found(Promise.LOSS, "not " + how + ": resolved, " + incident);
    }
  }
}
