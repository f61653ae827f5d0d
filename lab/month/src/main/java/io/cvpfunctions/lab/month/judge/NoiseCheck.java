package io.cvpfunctions.lab.month.judge;

import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.month.truth.Allowance;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Quiet;
import io.cvpfunctions.lab.month.truth.Truth;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * People hear of what they want to hear of: no more messages than are accepted for what happened,
 * nothing that was over at once, nothing of a container while it is to be quiet.
 */
final class NoiseCheck {
  private final Truth truth;
  private final Patience patience;
  private final Evidence evidence;
  private final Judgement judgement;

  NoiseCheck(Truth truth, Patience patience, Evidence evidence, Judgement judgement) {
    this.truth = truth;
    this.patience = patience;
    this.evidence = evidence;
    this.judgement = judgement;
  }

  void run() {
    bound();
    evidence.refusals().forEach(why -> judgement.found(Promise.NOISE, "Slack refused: " + why));
    flaps();
    truth.quiets().forEach(this::quiet);
  }

  /**
   * Of messages; and of what was told of single switches, too, since things that lie hours apart in
   * a month share a digest here.
   */
  private void bound() {
    int bound = truth.allowances().stream().mapToInt(Allowance::messages).sum();
    int posts = evidence.posts().size();
    judgement.count("messages in the channel", posts);
    judgement.count("messages that a person accepts", bound);
    if (posts > bound) judgement.found(Promise.NOISE, posts + " messages, " + bound + " accepted");
    long single = evidence.taken("notify-slack").filter(this::isSingle).count();
    judgement.count("things told of single switches", (int) single);
    if (single > bound)
      judgement.found(Promise.NOISE, single + " things told, " + bound + " wanted");
  }

  private boolean isSingle(Answered each) {
    return each.result().path("posted").asInt() > 0 && !truth.inStorm(each.subject());
  }

  private void flaps() {
    Set<String> told =
        evidence
            .taken("notify-slack")
            .map(each -> Incidents.state(each.type(), each.data()))
            .collect(Collectors.toSet());
    for (Incident incident : truth.incidents()) {
      if (!Incidents.lastedLess(incident, patience.hold())) continue;
      judgement.count("flaps", 1);
      if (told.contains(Incidents.raised(incident))) {
        judgement.found(Promise.NOISE, "a flap was told: " + incident);
      }
    }
  }

  private void quiet(Quiet quiet) {
    judgement.count("quiet windows", 1);
    evidence
        .taken("notify-slack")
        .filter(each -> each.concerns(quiet.container()) && quiet.holds(each.at()))
        .forEach(each -> judgement.found(Promise.NOISE, "told in the quiet: " + each.id()));
  }
}
