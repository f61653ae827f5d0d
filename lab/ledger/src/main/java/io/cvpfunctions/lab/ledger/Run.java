package io.cvpfunctions.lab.ledger;

import io.cvpfunctions.lab.ledger.book.Check;
import io.cvpfunctions.lab.ledger.book.Finding;
import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import io.cvpfunctions.lab.ledger.book.Ledger;
import io.cvpfunctions.lab.ledger.schedule.Profile;
import io.cvpfunctions.lab.ledger.schedule.Schedule;
import io.cvpfunctions.lab.ledger.schedule.Step;
import io.cvpfunctions.lab.ledger.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run: the schedule of a seed played to its end, everybody waited for, the ledger judged. */
final class Run {
  private final long seed;
  private final Profile profile;
  private final Duration length;
  private final Journal journal = new Journal();

  Run(long seed, Profile profile, Duration length) {
    this.seed = seed;
    this.profile = profile;
    this.length = length;
  }

  /** Plays it in that folder, which must be empty. */
  Report play(Path repository, Path folder) throws InterruptedException {
    Phases phases = new Phases();
    try (Stage stage = new Stage(repository, folder, profile.setup(seed))) {
      stage.open();
      phases.end("begun");
      for (Step step : Schedule.of(seed, profile, length)) play(step, stage);
      stage.calm();
      phases.end("played");
      List<Finding> findings = new ArrayList<>();
      if (!stage.settle()) findings.add(unsettled());
      phases.end("settled");
      if (!stage.terminate())
        findings.add(new Finding(Kind.LOSS, Instant.now(), "SIGTERM did not end it"));
      phases.end("ended");
      Ledger ledger = stage.ledger();
      findings.addAll(Check.all(ledger));
      Ledger.Figures figures = ledger.figures();
      List<String> unmet = stage.faults().unmet();
      Verdict verdict = Verdict.of(length, findings.size(), figures.certain(), unmet.size());
      return new Report(
          seed,
          profile,
          figures,
          findings,
          journal,
          stage.logged(),
          stage.unbidden(),
          unmet,
          phases,
          verdict);
    }
  }

  private void play(Step step, Stage stage) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(step.pause().toMillis());
    stage.tend();
    journal.note(step);
    step.deed().accept(stage);
  }

  private static Finding unsettled() {
    return new Finding(Kind.VIEW, Instant.now(), "deliveries wait, or the last places are untold");
  }
}
