package io.cvpfunctions.validation.cli;

import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What people and CI type: {@code java -jar run-validation.jar --catalog … --inventory …}. */
public final class ValidateCommand {
  private final Function<String, String> environment;
  private final PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
  private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

  private ValidateCommand(Function<String, String> environment) {
    this.environment = environment;
  }

  /** Runs it, and returns the exit status. */
  public static int execute(Function<String, String> environment, String... typed) {
    return new ValidateCommand(environment).execute(typed);
  }

  private int execute(String... typed) {
    try {
      return run(typed);
    } catch (UsageException wrong) {
      wrong.problems().forEach(this::explain);
      return ExitStatus.USAGE;
    } catch (SettingsException wrong) {
      explain(wrong.getMessage());
      return ExitStatus.USAGE;
    } catch (IOException failed) {
      explain("the report could not be written: " + failed.getMessage());
      return ExitStatus.FAILED;
    } catch (InterruptedException | RuntimeException failed) {
      failed.printStackTrace(err);
      return ExitStatus.FAILED;
    } finally {
      out.flush();
    }
  }

  private int run(String... typed) throws IOException, InterruptedException {
    Arguments given = Arguments.of(typed);
    if (given.has("help")) return tell(Help.text());
    if (given.has("version")) return tell(Help.version());
    return new ValidationRun(given, environment).run(out, err);
  }

  private int tell(String text) {
    out.println(text);
    return ExitStatus.WELL;
  }

  private void explain(String what) {
    err.println("run-validation: " + what);
  }
}
