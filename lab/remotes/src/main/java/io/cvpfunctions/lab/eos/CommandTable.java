package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which command answers what, in which format. Thread-safe. */
final class CommandTable {
  private record Key(String command, String format) {}

  private final Map<Key, CommandAnswer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> revisions = new ConcurrentHashMap<>();

  void put(String command, String format, CommandAnswer answer) {
    answers.put(new Key(normal(command), format), answer);
  }

  void revision(String command, int only) {
    revisions.put(normal(command), only);
  }

  void forget(String command) {
    answers.remove(new Key(normal(command), "json"));
    answers.remove(new Key(normal(command), "text"));
  }

  /** Changes a copy of the JSON answer. */
  void change(String command, Consumer<ObjectNode> change) {
    CommandAnswer before = answers.get(new Key(normal(command), "json"));
    if (before == null || !(before.json() instanceof ObjectNode)) {
      throw new IllegalArgumentException("no JSON answer to " + command);
    }
    ObjectNode copy = before.json().deepCopy();
    change.accept(copy);
    put(command, "json", CommandAnswer.json(copy).after(before.delay()));
  }

  void delay(String command, Duration delay) {
    String name = normal(command);
    answers.computeIfPresent(new Key(name, "json"), (key, answer) -> answer.after(delay));
    answers.computeIfPresent(new Key(name, "text"), (key, answer) -> answer.after(delay));
  }

  CommandAnswer answer(String command, String format, int revision) {
    CommandAnswer exact = answers.get(new Key(normal(command), format));
    if (exact != null) {
      return format.equals("text") ? exact : checked(command, exact, revision);
    }
    String other = format.equals("text") ? "json" : "text";
    return Optional.ofNullable(answers.get(new Key(normal(command), other)))
        .map(known -> translated(known, format))
        .orElseGet(() -> unknown(command));
  }

  /** We hold one revision's shape; answering another with it would be a lie. */
  private CommandAnswer checked(String command, CommandAnswer answer, int revision) {
    int offered = revisions.getOrDefault(normal(command), revision);
    if (revision == 0 || revision == offered || answer.failed()) {
      return answer;
    }
    return CommandAnswer.error(
        CommandAnswer.INCOMPATIBLE, "Revision " + revision + " is not offered, but " + offered);
  }

  private static CommandAnswer translated(CommandAnswer known, String format) {
    if (known.failed()) {
      return known;
    }
    return format.equals("text")
        ? CommandAnswer.text(known.json().toPrettyString()).after(known.delay())
        : CommandAnswer.unconverted();
  }

  private static CommandAnswer unknown(String command) {
    String first = normal(command).replaceFirst(" .*", "");
    boolean verb = first.equals("show") && !first.equals(normal(command));
    String token = verb ? normal(command).split(" ", -1)[1] : first;
    String where = "Invalid input (at token %d: '%s')".formatted(verb ? 1 : 0, token);
    return CommandAnswer.error(CommandAnswer.INVALID, where);
  }

  private static String normal(String command) {
    return command.strip().replaceAll("\\s+", " ");
  }
}
