package io.cvpfunctions.lab.ledger;

import io.cvpfunctions.lab.ledger.schedule.Profile;
import io.cvpfunctions.lab.ledger.stage.ChildProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays long runs, one after the other, until one breaks a promise or all are played. */
@Command(name = "ledger", mixinStandardHelpOptions = true, sortOptions = false)
public final class Main implements Callable<Integer> {
  @Option(names = "--seed", description = "Repeats the schedules of that seed.")
  private long seed = System.nanoTime() % 1_000_000_000;

  @Option(names = "--minutes", description = "How long each run is (default: ${DEFAULT-VALUE}).")
  private double minutes = 5;

  @Option(
      names = "--runs",
      description =
          "How often, each time with the next seed; 0 for ever (default: ${DEFAULT-VALUE}).")
  private int runs = 1;

  @Option(names = "--profile", split = ",", description = "Which runs: ${COMPLETION-CANDIDATES}.")
  private List<Profile> profiles = List.of(Profile.values());

  @Option(names = "--repository", hidden = true)
  private Path repository = Path.of("");

  /** Plays what the arguments say. */
  public static void main(String[] arguments) {
    ChildProcesses.endWithThisProcess();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (int i = 0; runs == 0 || i < runs; i++) {
      boolean good = true;
      for (Profile profile : profiles) good &= play(seed + i, profile);
      if (!good) return 1;
    }
    return 0;
  }

  private boolean play(long number, Profile profile) throws IOException, InterruptedException {
    System.out.println(profile + " seed " + number);
    Path folder = Files.createTempDirectory("ledger-");
    Run run = new Run(number, profile, Duration.ofMillis((long) (minutes * 60_000)));
    Report report = run.play(repository.toAbsolutePath(), folder);
    System.out.println(report.good() ? report.summary() : report.details());
    Files.writeString(folder.resolve("journal.txt"), report.journal().toString());
    if (report.good()) forget(folder);
    else System.out.println("Journal, logs and state are in " + folder);
    return report.good();
  }

  /** What nobody will look at. */
  private static void forget(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
    }
  }
}
