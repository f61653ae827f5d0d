package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Reading;
import io.cvpfunctions.validation.source.Source;
import java.util.List;
import java.util.regex.Pattern;

/** Finds inputs of a test that would make another command of a command that they go into. */
final class SentValues {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._:/,-]*");

  private final List<Command> commands;

  private SentValues(List<Command> commands) {
    this.commands = commands;
  }

  /** Notes every value that may not be sent. */
  static void check(TestDefinition definition, Source given, Reading at) {
    if (!definition.test().sendsInputs()) return;
    new SentValues(definition.commands()).look(definition.inputs(), given, at);
  }

  private void look(Object value, Source given, Reading at) {
    if (value instanceof Inputs) {
      ((Inputs) value).fields().forEach((name, v) -> look(v, below(given, name), at.key(name)));
    } else if (value instanceof List) {
      List<?> list = (List<?>) value;
      for (int i = 0; i < list.size(); i++) look(list.get(i), below(given, i), at.element(i));
    } else if (value instanceof String && isSent((String) value)) {
      at.problem(
          given,
          "a value that goes into a command may hold only letters, digits, space and . _ : / , -,"
              + " but it is "
              + given.quoted());
    }
  }

  private boolean isSent(String value) {
    return !PLAIN.matcher(value).matches()
        && commands.stream().anyMatch(command -> command.text().contains(value));
  }

  /** What was given for a field; the whole for a default, which was not given. */
  private static Source below(Source map, String name) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals(name))
        .map(Source.Entry::value)
        .findFirst()
        .orElse(map);
  }

  private static Source below(Source list, int index) {
    return index < list.elements().size() ? list.elements().get(index) : list;
  }
}
