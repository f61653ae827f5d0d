package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.validation.Validator;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.eapi.Switches;
import io.cvpfunctions.validation.inventory.Inventory;
import io.cvpfunctions.validation.inventory.InventoryReader;
import io.cvpfunctions.validation.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What people and CI type: {@code java -jar run-validation.jar --catalog … --inventory …}. */
@Command(
    name = "run-validation",
    description = "Checks the switches of an ANTA inventory against an ANTA catalog.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit status, as ANTA's but for what was not judged:%n",
    exitCodeList = {
      "0:all is well",
      "1:a report could not be written, or a bug",
      "2:options, catalog or inventory cannot be used",
      "3:a device was not reached or not judged (all skipped), a test was not, or nothing was run",
      "4:a test failed"
    })
public final class ValidateCommand implements Callable<Integer> {
  private static final Duration DEVICE_DEADLINE = Duration.ofMinutes(2);

  private final Function<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--catalog"},
      paramLabel = "FILE",
      description = "ANTA catalog, YAML or JSON ($ANTA_CATALOG)")
  private Path catalogFile;

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      description = "ANTA inventory, YAML or JSON ($ANTA_INVENTORY)")
  private Path inventoryFile;

  @Mixin private Choice choice = new Choice();

  @Option(
      names = "--report",
      paramLabel = "FORMAT[=FILE]",
      converter = ReportTarget.Converter.class,
      description =
          "json, text, html, md, csv or junit, as in junit=out.xml; without a file it is printed;"
              + " repeatable; text where none is named")
  private List<ReportTarget> reports = new ArrayList<>();

  @Mixin private Access access = new Access();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "32",
      description = "devices at a time (${DEFAULT-VALUE})")
  private int concurrency;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Time.class,
      description = "for all of one device, such as 90s (2m)")
  private Duration timeout = DEVICE_DEADLINE;

  @Option(names = "--ignore-status", description = "end with 0 whatever the tests say")
  private boolean ignoreStatus;

  @Option(names = "--ignore-error", description = "tests that could not be judged do not count")
  private boolean ignoreErrors;

  @Option(
      names = "--progress",
      negatable = true,
      description = "a line that says how far it is, on stderr (where that is a terminal)")
  private Boolean progress;

  private ValidateCommand(Function<String, String> environment) {
    this.environment = environment;
  }

  /** Runs it, and returns the exit status. */
  public static int execute(Function<String, String> environment, String... arguments) {
    CommandLine line = new CommandLine(new ValidateCommand(environment));
    line.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
    line.setParameterExceptionHandler((wrong, all) -> explain(wrong));
    return line.execute(arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Catalog catalog = catalog();
    List<Assignment> work = choice.of(inventory(), catalog);
    Switches switches = access.switches(environment);
    checkTargets();
    List<ValidationReport> found = run(work, catalog, switches);
    for (ReportTarget target : targets()) target.write(found, spec.commandLine().getOut());
    return ignoreStatus ? ExitStatus.WELL : ExitStatus.of(Summary.of(found), ignoreErrors);
  }

  private Catalog catalog() {
    InputFile file = InputFile.of("--catalog", catalogFile, "ANTA_CATALOG", environment);
    return file.read(text -> CatalogReader.read(file.name(), text));
  }

  private Inventory inventory() {
    return InputFile.of("--inventory", inventoryFile, "ANTA_INVENTORY", environment)
        .read(InventoryReader::read);
  }

  private List<ReportTarget> targets() {
    return reports.isEmpty() ? List.of(ReportTarget.parse("text")) : reports;
  }

  private void checkTargets() {
    List<String> problems = new ArrayList<>();
    if (concurrency < 1) problems.add("--concurrency: expected 1 or more");
    reports.forEach(target -> target.problem().ifPresent(problems::add));
    if (!problems.isEmpty()) throw new UsageException(problems);
  }

  private List<ValidationReport> run(List<Assignment> work, Catalog catalog, Switches switches)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (work.isEmpty()) {
      err.println("run-validation: nothing was run, as no test is for the devices chosen");
      return List.of();
    }
    boolean told = progress == null ? Ansi.AUTO.enabled() : progress;
    Progress line = new Progress(err, told, work.size());
    Validator validator = new Validator(switches, Clock.systemUTC());
    return new Fleet(validator, catalog, timeout, line).run(work, concurrency);
  }

  private static int explain(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof UsageException) {
      ((UsageException) failure).problems().forEach(what -> err.println("run-validation: " + what));
      return ExitStatus.USAGE;
    }
    if (failure instanceof SettingsException) {
      err.println("run-validation: " + failure.getMessage());
      return ExitStatus.USAGE;
    }
    if (failure instanceof IOException) {
      err.println("run-validation: the report could not be written: " + failure.getMessage());
      return ExitStatus.FAILED;
    }
    failure.printStackTrace(err);
    return ExitStatus.FAILED;
  }

  private static int explain(ParameterException wrong) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println("run-validation: " + wrong.getMessage());
    err.println("run-validation --help lists what it takes");
    return ExitStatus.USAGE;
  }
}
