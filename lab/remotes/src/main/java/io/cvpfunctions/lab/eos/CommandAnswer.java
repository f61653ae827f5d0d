package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;

/** What one command answers: a value in one of the two formats, or an error. */
public final class CommandAnswer {
  static final int COULD_NOT_RUN = 1000;
  static final int INVALID = 1002;
  static final int UNCONVERTED = 1003;
  static final int INCOMPATIBLE = 1004;
  static final int UNAUTHORIZED = 1005;

  private final JsonNode json;
  private final String text;
  private final int code;
  private final List<String> errors;
  private final Duration delay;

  private CommandAnswer(JsonNode json, String text, int code, List<String> errors, Duration delay) {
    this.json = json;
    this.text = text;
    this.code = code;
    this.errors = errors;
    this.delay = delay;
  }

  /** The JSON of the command's model; a {@link TextNode} where the command answers a string. */
  public static CommandAnswer json(JsonNode value) {
    return new CommandAnswer(value, null, 0, List.of(), Duration.ZERO);
  }

  /** What the command prints. */
  public static CommandAnswer text(String output) {
    return new CommandAnswer(null, output, 0, List.of(), Duration.ZERO);
  }

  /** A command that answers a JSON string where others answer an object. */
  public static CommandAnswer string(String value) {
    return json(TextNode.valueOf(value));
  }

  /** Codes 1000 to 1005, see {@link EapiError}. */
  public static CommandAnswer error(int code, String... errors) {
    return new CommandAnswer(null, null, code, List.of(errors), Duration.ZERO);
  }

  /** There is no JSON model; a client may ask again as text. */
  public static CommandAnswer unconverted() {
    return error(UNCONVERTED, "No JSON model for this command; ask for format text");
  }

  public CommandAnswer after(Duration wait) {
    return new CommandAnswer(json, text, code, errors, wait);
  }

  boolean failed() {
    return code != 0;
  }

  boolean fits(String format) {
    return failed() || (format.equals("text") ? text != null : json != null);
  }

  JsonNode json() {
    return json;
  }

  String text() {
    return text;
  }

  int code() {
    return code;
  }

  List<String> errors() {
    return errors;
  }

  Duration delay() {
    return delay;
  }
}
