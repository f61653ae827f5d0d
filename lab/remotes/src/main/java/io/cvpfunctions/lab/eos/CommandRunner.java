package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cvpfunctions.lab.http.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs single commands: enable, privileges, the test's own answers, then the table. */
final class CommandRunner {
  private static final String PRIVILEGED =
      "(show (running-config|startup-config|session-config)|bash|configure)\\b.*";

  private final CommandTable table;
  private final String enablePassword;
  private final boolean enableRequired;
  private final Recording<String> commands = new Recording<>();
  private volatile Answers hook = (command, format, revision) -> Optional.empty();

  CommandRunner(CommandTable table, String enablePassword, boolean enableRequired) {
    this.table = table;
    this.enablePassword = enablePassword;
    this.enableRequired = enableRequired;
  }

  List<String> commands() {
    return commands.all();
  }

  void hook(Answers answers) {
    hook = answers;
  }

  CommandAnswer run(Command command, String format, boolean privileged) {
    commands.add(command.text());
    if (command.text().equals("enable")) {
      return enable(command, format);
    }
    if (enableRequired && !privileged && command.text().matches(PRIVILEGED)) {
      return CommandAnswer.error(CommandAnswer.INVALID, "Invalid input (privileged mode required)");
    }
    CommandAnswer answer =
        hook.answer(command.text(), format, command.revision())
            .orElseGet(() -> table.answer(command.text(), format, command.revision()));
    waitFor(answer.delay());
    return answer.fits(format) ? answer : CommandAnswer.unconverted();
  }

  private CommandAnswer enable(Command command, String format) {
    if (!command.input().equals(enablePassword) && !enablePassword.isEmpty()) {
      return CommandAnswer.error(CommandAnswer.UNAUTHORIZED, "Bad secret");
    }
    return format.equals("text")
        ? CommandAnswer.text("")
        : CommandAnswer.json(JsonNodeFactory.instance.objectNode());
  }

  private static void waitFor(Duration delay) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
