package io.cvpfunctions.lab.soak;

import io.cvpfunctions.lab.launcher.Repository;
import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.ledger.stage.ChildProcesses;
import io.cvpfunctions.lab.month.stage.Stage;
import io.cvpfunctions.lab.soak.load.Work;
import io.cvpfunctions.lab.soak.report.Plot;
import io.cvpfunctions.lab.soak.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays one soak and says what came of it. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false)
public final class Main implements Callable<Integer> {
  /** Nodes that go down take their streams with them, of which gRPC complains by itself. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "How long work goes on (${DEFAULT-VALUE}).")
  private double minutes;

  @Option(names = "--seed", description = "Repeats the troubles and the work of that seed.")
  private long seed = System.nanoTime() % 1_000_000_000;

  @Option(names = "--moves", defaultValue = "50", description = "A minute (${DEFAULT-VALUE}).")
  private int moves;

  @Option(
      names = "--events",
      defaultValue = "1000",
      description = "A minute, raised and resolved together (${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--plot",
      defaultValue = "soak.svg",
      description = "Where the picture goes (${DEFAULT-VALUE}).")
  private Path plot;

  @Option(names = "--keep", description = "Logs and state stay, though all promises were kept.")
  private boolean keep;

  @Option(names = "--repository", hidden = true)
  private Path repository = Path.of("");

  private final Story story = new Story(System.out);

  /** Plays what the arguments say. */
  public static void main(String[] arguments) {
    GRPC.setLevel(Level.OFF);
    ChildProcesses.endWithThisProcess();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    story.say("Seed " + seed + ", " + minutes + " minutes");
    Stage stage = new Stage(new Repository(repository.toAbsolutePath().normalize()), story);
    boolean good = false;
    try {
      Duration length = Duration.ofMillis(Math.round(minutes * 60_000));
      Result result = new Soak(stage, story, new Work.Rates(moves, events), seed).play(length);
      good = result.good();
      Report.of(result).forEach(story::say);
      Files.writeString(plot, Plot.of(result, title()));
      story.say("The picture is " + plot);
    } finally {
      stage.close();
      if (good && !keep) stage.workspace().delete();
      else story.say("Logs and state are in " + stage.workspace().root());
    }
    return good ? 0 : 1;
  }

  private String title() {
    return "%.0f minutes, %d moves and %d events a minute, seed %d"
        .formatted(minutes, moves, events, seed);
  }
}
