package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.ReleaseTable;
import io.cvpfunctions.watcher.state.WarningTable;
import io.cvpfunctions.watcher.state.WarningTable.Told;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says to the running watcher that a loss which it would not believe is real. */
@Command(
    name = "release",
    header = "Believe a loss that the watcher holds back: what is missing is told gone.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReleaseCommand extends SettingsCommand implements Callable<Integer> {
  private static final String SUSPICIOUS = "-missing";

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (Database database = existingState()) {
      Optional<Told> held =
          new WarningTable(database)
              .all().stream()
                  .filter(each -> each.open() && each.cause().contains(SUSPICIOUS))
                  .findFirst();
      if (held.isEmpty()) {
        spec.commandLine().getErr().println("nothing is held back, so there is nothing to release");
        return 1;
      }
      new ReleaseTable(database, Clock.systemUTC()).ask();
      String since = Times.text(held.get().since());
      spec.commandLine()
          .getOut()
          .println("released: what is missing since " + since + " is told gone at the next look");
      return 0;
    }
  }
}
