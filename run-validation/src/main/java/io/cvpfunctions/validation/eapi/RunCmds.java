package io.cvpfunctions.validation.eapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Command.Format;
import io.cvpfunctions.validation.engine.CommandReply;
import io.cvpfunctions.validation.source.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code runCmds} request of eAPI and what its answer means, command by command. Immutable. */
final class RunCmds {
  private static final Pattern WHICH = Pattern.compile("CLI command (\\d{1,6}) of \\d+");
  private static final int MOST_WORDS = 500;

  private final List<Command> commands;
  private final Format format;
  private final boolean goOn;
  private final Optional<Secret> enable;

  /**
   * A request for these commands, all of one format.
   *
   * @param goOn whether the switch should go on behind a command that failed, which old EOS cannot
   * @param enable what {@code enable} in front is given as input; empty leaves it out
   */
  RunCmds(List<Command> commands, boolean goOn, Optional<Secret> enable) {
    this.commands = commands;
    this.format = commands.get(0).format();
    this.goOn = goOn;
    this.enable = enable;
  }

  /** The body of the request. */
  String body() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("jsonrpc", "2.0").put("method", "runCmds");
    ObjectNode params = request.putObject("params").put("version", "latest");
    params.put("format", format == Format.TEXT ? "text" : "json");
    if (goOn) params.put("stopOnError", false);
    ArrayNode cmds = params.putArray("cmds");
    enable.ifPresent(input -> addEnable(cmds, input));
    for (Command command : commands) add(cmds, command);
    return JsonTrees.text(request.put("id", "run-validation"));
  }

  private static void addEnable(ArrayNode cmds, Secret input) {
    ObjectNode cmd = cmds.addObject().put("cmd", "enable");
    if (!input.isEmpty()) cmd.put("input", input.reveal());
  }

  private static void add(ArrayNode cmds, Command command) {
    ObjectNode cmd = cmds.addObject().put("cmd", command.text());
    if (command.revision() > 0) cmd.put("revision", command.revision());
  }

  /** Whether the answer says that this EOS does not know how to go on behind a failure. */
  static boolean cannotGoOn(JsonNode answer) {
    String message = answer.path("error").path("message").asText();
    return message.contains("unexpected keyword argument") && message.contains("stopOnError");
  }

  /** The commands' replies as far as they got: fewer than commands where the switch stopped. */
  Outcome read(JsonNode answer) {
    JsonNode result = answer.path("result");
    if (!answer.hasNonNull("error") && result.isArray()) {
      return new Outcome(replies(result, answer), null);
    }
    if (!answer.path("error").isObject()) return new Outcome(List.of(), "it is not an eAPI answer");
    JsonNode data = answer.path("error").path("data");
    boolean explained = data.isArray() && namesFailure(data, answer);
    return new Outcome(explained ? replies(data, answer) : List.of(), message(answer));
  }

  /** Of an error that does not say where it is any entry may be what is left of a failure. */
  private static boolean namesFailure(JsonNode entries, JsonNode answer) {
    if (failedIndex(answer) >= 0) return true;
    for (JsonNode entry : entries) if (entry.path("errors").isArray()) return true;
    return false;
  }

  private List<CommandReply> replies(JsonNode entries, JsonNode answer) {
    List<CommandReply> replies = new ArrayList<>();
    int first = enable.isPresent() ? 1 : 0;
    for (int i = first; i < entries.size() && replies.size() < commands.size(); i++) {
      replies.add(reply(entries.get(i), i, answer));
    }
    return replies;
  }

  private CommandReply reply(JsonNode entry, int index, JsonNode answer) {
    if (isFailure(entry, index, answer))
      return CommandReply.refused(code(index, answer), errors(entry, answer));
    if (format == Format.JSON) return json(entry);
    JsonNode output = entry.path("output");
    if (output.isTextual()) return CommandReply.printed(output.textValue());
    return CommandReply.failed("the switch answered no text");
  }

  /** Tests that look for what may be absent would take anything else for a good answer. */
  private static CommandReply json(JsonNode entry) {
    if (entry.isObject()) return CommandReply.answered(entry);
    return CommandReply.failed("what came is no JSON object");
  }

  /** The message names one failure, whatever its entry holds; others are known by their errors. */
  private static boolean isFailure(JsonNode entry, int index, JsonNode answer) {
    if (!answer.path("error").isObject()) return false;
    return failedIndex(answer) == index || entry.path("errors").isArray();
  }

  /** The code belongs to the command that the message names; of others it says nothing. */
  private static int code(int index, JsonNode answer) {
    return failedIndex(answer) == index ? answer.path("error").path("code").asInt() : 0;
  }

  private static int failedIndex(JsonNode answer) {
    Matcher which = WHICH.matcher(answer.path("error").path("message").asText());
    return which.find() ? Integer.parseInt(which.group(1)) - 1 : -1;
  }

  private List<String> errors(JsonNode entry, JsonNode answer) {
    List<String> errors = new ArrayList<>();
    for (JsonNode error : entry.path("errors")) {
      String text = masked(error.asText().strip());
      if (!text.isEmpty()) errors.add(text);
    }
    return errors.isEmpty() ? List.of(message(answer)) : errors;
  }

  /** What stands behind the quoted command, which may hold the input of {@code enable}. */
  private String message(JsonNode answer) {
    String message = answer.path("error").path("message").asText();
    int tail = message.lastIndexOf(" failed: ");
    String words = masked(tail < 0 ? message : message.substring(tail + " failed: ".length()));
    if (words.isBlank()) return "it gave no reason";
    return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "...";
  }

  private String masked(String text) {
    String secret = enable.map(Secret::reveal).orElse("");
    return secret.isEmpty() ? text : text.replace(secret, "***");
  }

  /** Why {@code enable} was refused, where it was. */
  Optional<String> enableRefused(JsonNode answer) {
    if (enable.isEmpty() || !answer.path("error").isObject()) return Optional.empty();
    JsonNode entry = answer.path("error").path("data").path(0);
    if (!isFailure(entry, 0, answer)) return Optional.empty();
    return Optional.of(String.join("; ", errors(entry, answer)));
  }

  /** How far a request got. */
  static final class Outcome {
    private final List<CommandReply> replies;
    private final String error;

    private Outcome(List<CommandReply> replies, String error) {
      this.replies = replies;
      this.error = error;
    }

    /** One reply for each command that was run, in order. */
    List<CommandReply> replies() {
      return replies;
    }

    /** What the switch said of the request as a whole, where it said something. */
    String error() {
      return error == null ? "the switch answered fewer commands than it was asked" : error;
    }
  }
}
