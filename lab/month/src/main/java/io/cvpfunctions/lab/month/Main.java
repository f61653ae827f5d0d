package io.cvpfunctions.lab.month;

import io.cvpfunctions.lab.launcher.Repository;
import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.ledger.stage.ChildProcesses;
import io.cvpfunctions.lab.month.judge.Finding;
import io.cvpfunctions.lab.month.judge.Judgement;
import io.cvpfunctions.lab.month.judge.Promise;
import io.cvpfunctions.lab.month.life.Calendar;
import io.cvpfunctions.lab.month.life.Size;
import io.cvpfunctions.lab.month.stage.Stage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays one month and says whether all promises were kept. */
@Command(name = "month", mixinStandardHelpOptions = true, sortOptions = false)
public final class Main implements Callable<Integer> {
  @Option(names = "--seed", description = "Repeats the month of that seed.")
  private long seed = System.nanoTime() % 1_000_000_000;

  @Option(names = "--short", description = "Of everything a little, as CI plays it.")
  private boolean little;

  @Option(names = "--keep", description = "Logs and state stay, though all promises were kept.")
  private boolean keep;

  @Option(names = "--repository", hidden = true)
  private Path repository = Path.of("");

  /** Nodes that go down take their streams with them, of which gRPC complains by itself. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private final Story story = new Story(System.out);

  /** Plays what the arguments say. */
  public static void main(String[] arguments) {
    GRPC.setLevel(Level.OFF);
    ChildProcesses.endWithThisProcess();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    story.say("Seed " + seed + (little ? ", a short month" : ""));
    Repository built = new Repository(repository.toAbsolutePath().normalize());
    Stage stage = new Stage(built, story);
    boolean good = false;
    try {
      Size size = little ? Size.SHORT : Size.WHOLE;
      good = kept(new Month(Calendar.of(seed, size), stage, story).play());
    } finally {
      stage.close();
      if (good && !keep) stage.workspace().delete();
      else story.say("Logs and state are in " + stage.workspace().root());
    }
    return good ? 0 : 1;
  }

  private boolean kept(Judgement judgement) {
    report(judgement);
    return judgement.findings().isEmpty();
  }

  private void report(Judgement judgement) {
    story.say("");
    for (String note : judgement.notes()) story.say("To know: " + note);
    for (Finding finding : judgement.findings()) story.say("BROKEN " + finding);
    story.say("Seed " + seed + ": " + String.join(", ", judgement.lines()));
    for (Promise promise : Promise.values()) story.say(judgement.of(promise) + " " + promise);
    story.say("Played in " + story.elapsed().toSeconds() + " s.");
  }
}
