package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.telemetry.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One loop for each source, which looks at the source's health at every step. */
final class SourceLoops {
  private final Healths healths;
  private final Duration interval;
  private final List<Source> sources = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();

  SourceLoops(Healths healths, Duration interval) {
    this.healths = healths;
    this.interval = interval;
  }

  /** Adds a source, which is made with what wakes its loop. */
  <S extends Source> S add(String name, Health health, Function<Runnable, S> source) {
    Waking waking = new Waking();
    S made = source.apply(waking);
    Loop loop = new Loop(name, interval, () -> step(made, health));
    waking.loop = loop;
    sources.add(made);
    loops.add(loop);
    return made;
  }

  /** Adds what is no source. */
  void add(Loop loop) {
    loops.add(loop);
  }

  private Duration step(Source source, Health health) {
    try {
      return source.step();
    } finally {
      health.check();
      healths.sayWhatWorks();
    }
  }

  List<Loop> all() {
    return List.copyOf(loops);
  }

  void wake() {
    loops.forEach(Loop::wake);
  }

  void closeSources() {
    sources.forEach(Source::close);
  }

  /** A loop that is made after what wakes it. */
  private static final class Waking implements Runnable {
    private volatile Loop loop;

    @Override
    public void run() {
      Loop made = loop;
      if (made != null) made.wake();
    }
  }
}
