package io.cvpfunctions.lab.month.judge;

import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Duration;

/** Judges a month by all promises. */
public final class Judge {
  private final Truth truth;
  private final Patience patience;

  /**
   * How long the pipeline waits before it tells, as deployed.
   *
   * @param hold an event that is over within it is not told
   * @param verdict a switch that answers may fail its tests for so long
   * @param connect a switch may not answer for so long
   */
  public record Patience(Duration hold, Duration verdict, Duration connect) {}

  public Judge(Truth truth, Patience patience) {
    this.truth = truth;
    this.patience = patience;
  }

  /** All that can be said. */
  public Judgement all(Evidence evidence) {
    Judgement judgement = allButNoise(evidence);
    new NoiseCheck(truth, patience, evidence, judgement).run();
    return judgement;
  }

  /** Whatever was told, and however often. */
  public Judgement allButNoise(Evidence evidence) {
    Judgement judgement = losses(evidence);
    new VerdictCheck(truth, patience, evidence, judgement).run();
    new CmdbCheck(truth, evidence, judgement).run();
    return judgement;
  }

  /** Only what has not been told yet, or was told wrongly. */
  public Judgement losses(Evidence evidence) {
    Judgement judgement = new Judgement();
    new PlacementCheck(truth, evidence, judgement).run();
    new IncidentCheck(truth, patience, evidence, judgement).run();
    new ChainCheck(evidence, judgement).run();
    return judgement;
  }
}
