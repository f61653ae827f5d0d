package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.ledger.stage.Stage;
import java.time.Duration;
import java.util.function.Consumer;

/** One thing that happens in a run, after a pause. */
public record Step(Duration pause, String what, Consumer<Stage> deed) {
  @Override
  public String toString() {
    return "+" + pause.toMillis() + " ms " + what;
  }
}
