package io.cvpfunctions.watcher.commands;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.state.StateException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** What people type: {@code java -jar cvp-watcher.jar [COMMAND] [OPTIONS]}. */
@Command(
    name = "cvp-watcher",
    description = "Tells OpenFaaS functions when a switch changes container in CloudVision.",
    footer = {
      "",
      "Flags without a command are for run. COMMAND --help lists what each takes; a command that",
      "looks at the state needs --state alone, and works while the watcher runs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      PlacementsCommand.class,
      StoryCommand.class,
      TellCommand.class,
      BacktestCommand.class,
      QuietCommand.class,
      ReleaseCommand.class,
      DeadLettersCommand.class
    })
public final class WatcherCommand {
  private static final int WRONG_SETTINGS = 2;
  private static final int FAILED = 1;
  private static final int WIDTH = 100;

  private WatcherCommand() {}

  /** Runs it, and returns the exit status. */
  public static int execute(Function<String, String> environment, String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return execute(environment, out, err, arguments);
  }

  /** The same, printing elsewhere. */
  public static int execute(
      Function<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
    String[] given = withCommand(arguments);
    if (!given[0].equals("run")) quieten();
    LayeredDefaults defaults = new LayeredDefaults(environment, given);
    CommandLine line = commandLine(defaults);
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    line.setParameterExceptionHandler((wrong, all) -> explain(wrong));
    return line.execute(given);
  }

  /** What a person asked for is not to stand among log lines. */
  private static void quieten() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.ERROR);
    }
  }

  /** The commands with their options, as documented. */
  static CommandLine commandLine(LayeredDefaults defaults) {
    CommandLine line = new CommandLine(new WatcherCommand());
    line.setDefaultValueProvider(defaults);
    line.setUsageHelpWidth(WIDTH);
    for (CommandLine each : line.getSubcommands().values()) {
      ((SettingsCommand) each.getCommand()).problems = defaults.problems();
      CommandHelp.of(each);
    }
    return line;
  }

  /** Flags alone are for {@code run}. */
  private static String[] withCommand(String[] arguments) {
    boolean flagsOnly = arguments.length == 0 || arguments[0].startsWith("-");
    List<String> ours = List.of("--help", "-h", "--version", "-V");
    if (!flagsOnly || (arguments.length > 0 && ours.contains(arguments[0]))) return arguments;
    List<String> given = new ArrayList<>(List.of(arguments));
    given.add(0, "run");
    return given.toArray(String[]::new);
  }

  private static int explain(ParameterException wrong) {
    WrongArguments arguments = new WrongArguments(wrong);
    PrintWriter err = wrong.getCommandLine().getErr();
    list(wrong.getCommandLine(), arguments.problems());
    err.println(arguments.help());
    return WRONG_SETTINGS;
  }

  private static void list(CommandLine command, List<String> problems) {
    boolean starts = command.getCommand() instanceof RunCommand;
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    if (!starts && problems.size() == 1) {
      err.println(name + ": " + problems.get(0));
      return;
    }
    err.println(starts ? "cvp-watcher cannot start:" : name + ":");
    problems.forEach(each -> err.println("  - " + each));
  }

  private static int explain(Exception failure, CommandLine command) throws Exception {
    if (failure instanceof SettingsException wrong) {
      list(command, wrong.problems());
      return WRONG_SETTINGS;
    }
    if (failure instanceof StateException || failure instanceof UncheckedIOException) {
      command.getErr().println("cvp-watcher: " + failure.getMessage());
      return FAILED;
    }
    throw failure;
  }
}
