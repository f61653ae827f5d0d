package io.cvpfunctions.validation.eapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.fuzz.Fuzz;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.CommandReply;
import io.cvpfunctions.validation.source.JsonTrees;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whatever a switch answers: a command is answered by an object, or text, as asked; else by none.
 */
class DamagedAnswersTest {
  private static final String GOOD =
      """
      {"jsonrpc":"2.0","id":"1","result":[{"version":"4.32.2F","output":"a"},{"output":"b"}]}
      """;
  private static final String FAILED =
      """
      {"jsonrpc":"2.0","id":"1","error":{"code":1002,
       "message":"CLI command 2 of 2 'show x' failed: invalid command",
       "data":[{"output":"a"},{"errors":["Invalid input (at token 1: 'x')"]}]}}
      """;

  @Test
  void json_isAnsweredByObjectsOnly() {
    List<Command> commands = List.of(Command.json("show version", 1), Command.json("show x", 1));
    Fuzz.of("run-validation, eAPI answer in JSON")
        .json(List.of(GOOD, FAILED), text -> assertAnswered(commands, text, true));
  }

  @Test
  void text_isAnsweredByTextOnly() {
    List<Command> commands = List.of(Command.text("show version"), Command.text("show x"));
    Fuzz.of("run-validation, eAPI answer in text")
        .json(List.of(GOOD, FAILED), text -> assertAnswered(commands, text, false));
  }

  private static void assertAnswered(List<Command> commands, String text, boolean objects) {
    JsonNode answer = JsonTrees.object(text.getBytes(UTF_8)).orElse(null);
    if (answer == null) return;
    RunCmds.Outcome outcome = new RunCmds(commands, true, Optional.empty()).read(answer);
    assertThat(outcome.replies()).hasSizeLessThanOrEqualTo(commands.size());
    for (CommandReply each : outcome.replies()) {
      if (each.value().isEmpty()) assertThat(each.why()).isNotBlank();
      else assertThat(each.value().get().isObject()).isEqualTo(objects);
    }
  }
}
