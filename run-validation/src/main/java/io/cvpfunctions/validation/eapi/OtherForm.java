package io.cvpfunctions.validation.eapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Command.Format;
import io.cvpfunctions.validation.engine.CommandReply;
import io.cvpfunctions.validation.source.JsonTrees;
import java.util.Optional;

/** In which other form to ask what a switch did not answer, and how to read what it says then. */
final class OtherForm {
  private static final int INTERNAL_ERROR = 1001;
  private static final int UNCONVERTED = 1003;

  private OtherForm() {}

  /**
   * The command to ask instead, where the code says that another form may help. Another revision is
   * no such form: what it says may mean something else.
   */
  static Optional<Command> of(Command command, CommandReply reply) {
    if (!command.text().startsWith("show ")) return Optional.empty();
    if (reply.code() == INTERNAL_ERROR) return Optional.of(command);
    boolean unconverted = command.format() == Format.JSON && reply.code() == UNCONVERTED;
    return unconverted ? Optional.of(Command.text(command.text())) : Optional.empty();
  }

  static boolean needsEnable(CommandReply reply) {
    return reply.errors().stream().anyMatch(error -> error.contains("privileged mode required"));
  }

  /** Some commands print JSON where they have no model; any other text is no answer. */
  static CommandReply read(Command asked, CommandReply reply) {
    Optional<JsonNode> value = reply.value();
    if (asked.format() == Format.TEXT || value.isEmpty() || !value.get().isTextual()) return reply;
    return JsonTrees.object(value.get().textValue().getBytes(UTF_8))
        .map(CommandReply::answered)
        .orElseGet(() -> CommandReply.failed("this EOS has no JSON form of it"));
  }
}
