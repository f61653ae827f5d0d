package io.cvpfunctions.validation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/** What became of one command: answered, refused by the switch, or never answered. Immutable. */
public final class CommandReply {
  private final JsonNode value;
  private final int code;
  private final List<String> errors;
  private final String failure;

  private CommandReply(JsonNode value, int code, List<String> errors, String failure) {
    this.value = value;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.failure = failure;
  }

  /** The switch answered that. */
  public static CommandReply answered(JsonNode value) {
    return new CommandReply(value, 0, List.of(), null);
  }

  /** The switch printed that. */
  public static CommandReply printed(String text) {
    return answered(TextNode.valueOf(text));
  }

  /** The switch would not run the command, with eAPI's code, 0 where it is not known. */
  public static CommandReply refused(int code, List<String> errors) {
    return new CommandReply(null, code, errors, null);
  }

  /** The command was not run, or its answer never came. */
  public static CommandReply failed(String why) {
    return new CommandReply(null, 0, List.of(), why);
  }

  /** The answer, where there is one. */
  public Optional<JsonNode> value() {
    return Optional.ofNullable(value);
  }

  /** Whether the switch would not run the command. */
  public boolean isRefused() {
    return value == null && failure == null;
  }

  /** eAPI's code of a refusal; 0 where it is not known. */
  public int code() {
    return code;
  }

  /** What the switch said against the command. */
  public List<String> errors() {
    return errors;
  }

  /** Why there is no answer that is of use, in words. */
  public String why() {
    if (failure != null) return failure;
    return errors.isEmpty() ? "the switch gives no reason" : String.join("; ", errors);
  }

  @Override
  public String toString() {
    return value == null ? why() : "answered";
  }
}
