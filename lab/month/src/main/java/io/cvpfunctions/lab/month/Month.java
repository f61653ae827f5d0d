package io.cvpfunctions.lab.month;

import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.month.judge.Evidence;
import io.cvpfunctions.lab.month.judge.Judge;
import io.cvpfunctions.lab.month.judge.Judgement;
import io.cvpfunctions.lab.month.life.Calendar;
import io.cvpfunctions.lab.month.life.Life;
import io.cvpfunctions.lab.month.life.Life.Outside;
import io.cvpfunctions.lab.month.stage.Stage;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** One month: its acts played side by side, each begun in its turn, and judged at the end. */
final class Month {
  /** What is under way after the last act has this long to arrive. */
  private static final Duration AFTERMATH = Duration.ofMinutes(3);

  private final List<Calendar.Entry> calendar;
  private final Stage stage;
  private final Story story;

  Month(List<Calendar.Entry> calendar, Stage stage, Story story) {
    this.calendar = calendar;
    this.stage = stage;
    this.story = story;
  }

  /** Begins with what was there before, ends once nothing more is to come. */
  Judgement play() throws InterruptedException {
    Calendar.build(stage.campus());
    for (Calendar.Entry entry : calendar) entry.act().prepare(stage.campus());
    stage.start();
    story.say("The month begins: " + calendar.size() + " things are to happen.");
    Channel channel = Channel.follow(stage.slack(), story);
    acts();
    Judgement judgement = judged();
    channel.leave();
    return judgement;
  }

  private void acts() throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> playing = new ArrayList<>();
      for (Calendar.Entry entry : calendar) {
        Thread.sleep(Pace.minutes(entry.after()).toMillis());
        playing.add(threads.submit(() -> play(entry)));
      }
      for (Future<?> each : playing) each.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Void play(Calendar.Entry entry) throws InterruptedException {
    entry.act().play(new Life(stage.campus(), outside(), entry.chance(), entry.day()));
    return null;
  }

  private Outside outside() {
    return new Outside() {
      @Override
      public SlackWorkspace slack() {
        return stage.slack();
      }

      @Override
      public void quiet(String container, Duration time) throws InterruptedException {
        stage.quiet(container, time);
      }

      @Override
      public boolean isTold(String type, String serial) {
        return stage.isTold(type, serial);
      }

      @Override
      public void await(String what, BooleanSupplier isSo) throws InterruptedException {
        stage.await(what, isSo);
      }

      @Override
      public void tell(String who, String what) {
        story.tell(who, what);
      }
    };
  }

  private Judgement judged() throws InterruptedException {
    story.say("All has happened; what is under way arrives.");
    Judge judge = new Judge(stage.campus().truth(), Stage.patience());
    long end = System.nanoTime() + AFTERMATH.toNanos();
    while (System.nanoTime() < end && !arrived(judge)) Thread.sleep(500);
    return judge.all(stage.evidence());
  }

  private boolean arrived(Judge judge) {
    if (stage.waiting() > 0) return false;
    Evidence evidence = stage.evidence();
    return judge.losses(evidence).findings().isEmpty();
  }
}
