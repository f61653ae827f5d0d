package io.cvpfunctions.lab.soak;

import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.month.judge.Answered;
import io.cvpfunctions.lab.month.judge.Evidence;
import io.cvpfunctions.lab.month.judge.Judge;
import io.cvpfunctions.lab.month.judge.Judgement;
import io.cvpfunctions.lab.month.stage.Stage;
import io.cvpfunctions.lab.month.truth.Truth;
import io.cvpfunctions.lab.soak.load.Troubles;
import io.cvpfunctions.lab.soak.load.Work;
import io.cvpfunctions.lab.soak.measure.Lag;
import io.cvpfunctions.lab.soak.measure.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One soak: work and troubles side by side, then nothing until all has arrived, then judged. */
final class Soak {
  private static final Duration AFTERMATH = Duration.ofMinutes(5);

  private final Stage stage;
  private final Story story;
  private final Work.Rates rates;
  private final long seed;

  Soak(Stage stage, Story story, Work.Rates rates, long seed) {
    this.stage = stage;
    this.story = story;
    this.rates = rates;
    this.seed = seed;
  }

  Result play(Duration length) throws InterruptedException {
    try (Work work = new Work(stage.campus(), rates, seed);
        Sampler sampler = new Sampler(stage::processes)) {
      work.prepare();
      stage.start();
      story.say(
          "It begins: %d moves and %d events a minute.".formatted(rates.moves(), rates.events()));
      Instant begin = Instant.now();
      Troubles troubles = new Troubles(stage, seed);
      sampler.begin();
      work.begin();
      troubles.play(length);
      work.rest();
      story.say("Nothing more happens; what is under way arrives.");
      Judgement judgement = judged();
      Evidence evidence = stage.evidence();
      Truth truth = stage.campus().truth();
      return new Result(
          begin,
          Instant.now(),
          work.moves(),
          work.alarms(),
          troubles.met(),
          judgement,
          repeated(evidence.answers()),
          Lag.ofMoves(truth, evidence.answers()),
          Lag.ofEvents(truth, evidence.answers()),
          sampler.samples());
    }
  }

  private Judgement judged() throws InterruptedException {
    Judge judge = new Judge(stage.campus().truth(), Stage.patience());
    long end = System.nanoTime() + AFTERMATH.toNanos();
    while (System.nanoTime() < end && !arrived(judge)) Thread.sleep(2000);
    return judge.allButNoise(stage.evidence());
  }

  private boolean arrived(Judge judge) {
    return stage.waiting() == 0 && judge.losses(stage.evidence()).findings().isEmpty();
  }

  static long repeated(List<Answered> answers) {
    Set<String> accepted = new HashSet<>();
    return answers.stream()
        .filter(Answered::isDone)
        .filter(each -> !accepted.add(each.function() + " " + each.id()))
        .count();
  }
}
