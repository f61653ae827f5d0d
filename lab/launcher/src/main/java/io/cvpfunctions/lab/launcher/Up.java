package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.lab.page.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./lab/up} runs once everything is built. */
@Command(
    name = "lab/up",
    mixinStandardHelpOptions = true,
    description =
        "Starts the whole pipeline on this machine, moves a switch and shows what happens.")
public final class Up implements Callable<Integer> {
  @Option(
      names = "--once",
      description = "End when everything was observed, or say what is missing.")
  private boolean once;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The gateway's port, if it is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--signed",
      description = "Mount a payload-secret everywhere: only signed calls are answered then.")
  private boolean signed;

  @Option(names = "--repository", hidden = true, defaultValue = ".")
  private Path root;

  private final Story story = new Story(System.out);
  private final Checklist checklist = new Checklist();
  private final Journal journal = new Journal();
  private final CountDownLatch stopped = new CountDownLatch(1);

  public static void main(String[] args) {
    System.exit(new CommandLine(new Up()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Repository repository = new Repository(root.toAbsolutePath().normalize());
    List<Path> missing = repository.missing(Scenario.HANDLERS);
    if (!missing.isEmpty()) {
      story.say("Not built: " + missing + ". Start ./lab/up, which builds what is needed.");
      return 1;
    }
    Diary diary = new Diary(journal);
    Lab lab = new Lab(repository, story, new Narrator(story, checklist, diary));
    Thread stopping = new Thread(() -> stop(lab), "stop");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      return run(lab, diary);
    } catch (RuntimeException failure) {
      story.say("The lab could not be started: " + failure.getMessage());
      story.say("Logs are in " + lab.workspace().root().resolve("logs"));
      return 1;
    } finally {
      lab.close();
    }
  }

  private int run(Lab lab, Diary diary) throws InterruptedException {
    story.say("Starting CloudVision, switches, Slack, Kafka, gateway, functions and watcher.");
    lab.start(port, signed);
    Scenario scenario = new Scenario(lab, story, checklist);
    return once ? playOnce(lab, scenario) : stayUp(lab, diary, scenario);
  }

  private static int playOnce(Lab lab, Scenario scenario) throws InterruptedException {
    boolean good = scenario.play();
    lab.close();
    if (good) lab.workspace().delete();
    return good ? 0 : 1;
  }

  private int stayUp(Lab lab, Diary diary, Scenario scenario) throws InterruptedException {
    lab.network().whenMoved(diary::moved);
    try (Page page = Page.start(lab, story, journal, diary);
        Control control = Control.start(lab, story)) {
      story.say("");
      story.say("Watch it, and move devices yourself, at " + page.url());
      scenario.play();
      control.explain(page.url());
      stopped.await();
    }
    return 0;
  }

  /** Ctrl-C and SIGTERM end here. */
  private void stop(Lab lab) {
    stopped.countDown();
    lab.close();
  }
}
