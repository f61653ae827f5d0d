package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.validation.Validator;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.eapi.Switches;
import io.cvpfunctions.validation.inventory.InventoryReader;
import io.cvpfunctions.validation.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What is to be validated, how, and what is to be written of it: all that the options say. */
final class ValidationRun {
  private static final Duration DEVICE_DEADLINE = Duration.ofMinutes(2);
  private static final int AT_ONCE = 32;

  private final Function<String, String> environment;
  private final InputFile catalogFile;
  private final InputFile inventoryFile;
  private final Choice choice;
  private final Access access;
  private final List<ReportTarget> reports;
  private final int concurrency;
  private final Duration timeout;
  private final boolean ignoreStatus;
  private final boolean ignoreErrors;
  private final boolean progress;

  /**
   * Reads the options.
   *
   * @throws UsageException naming every value that cannot be used
   */
  ValidationRun(Arguments given, Function<String, String> environment) {
    this.environment = environment;
    catalogFile = InputFile.of("catalog", given, "ANTA_CATALOG", environment);
    inventoryFile = InputFile.of("inventory", given, "ANTA_INVENTORY", environment);
    choice = new Choice(given);
    access = new Access(given);
    reports = given.values("report", ReportTarget::parse);
    concurrency = given.value("concurrency", ValidationRun::count).orElse(AT_ONCE);
    timeout = given.value("timeout", Time::parse).orElse(DEVICE_DEADLINE);
    ignoreStatus = given.has("ignore-status");
    ignoreErrors = given.has("ignore-error");
    progress = given.has("progress") || (!given.has("no-progress") && onTerminal(environment));
    given.check();
  }

  @SuppressWarnings("SystemConsoleNull") // Main has it be null where there is no terminal.
  private static boolean onTerminal(Function<String, String> environment) {
    String terminal = environment.apply("TERM");
    return terminal != null && !terminal.equals("dumb") && System.console() != null;
  }

  private static int count(String text) {
    if (text.matches("0*[1-9]\\d{0,5}")) return Integer.parseInt(text);
    throw new IllegalArgumentException("expected 1 or more, not " + text);
  }

  /** Looks at every switch, writes the reports, and returns the exit status. */
  int run(PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
    Catalog catalog = catalogFile.read(text -> CatalogReader.read(catalogFile.name(), text));
    List<Assignment> work = choice.of(inventoryFile.read(InventoryReader::read), catalog);
    Switches switches = access.switches(environment);
    List<ValidationReport> found = look(work, catalog, switches, err);
    for (ReportTarget target : targets()) target.write(found, out);
    return ignoreStatus ? ExitStatus.WELL : ExitStatus.of(Summary.of(found), ignoreErrors);
  }

  private List<ReportTarget> targets() {
    return reports.isEmpty() ? List.of(ReportTarget.parse("text")) : reports;
  }

  private List<ValidationReport> look(
      List<Assignment> work, Catalog catalog, Switches switches, PrintWriter err)
      throws InterruptedException {
    if (work.isEmpty()) {
      err.println("run-validation: nothing was run, as no test is for the devices chosen");
      return List.of();
    }
    Progress line = new Progress(err, progress, work.size());
    Validator validator = new Validator(switches, Clock.systemUTC());
    return new Fleet(validator, catalog, timeout, line).run(work, concurrency);
  }
}
