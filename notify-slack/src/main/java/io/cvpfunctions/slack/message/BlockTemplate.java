package io.cvpfunctions.slack.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One block of a template, of which nothing is shown where nothing is filled in. Immutable. */
final class BlockTemplate {
  /** What a block can be, in the words of the files. */
  enum Shape {
    HEADER,
    SECTION,
    PLAIN,
    FIELDS,
    CONTEXT
  }

  private final Shape shape;
  private final Optional<String> each;
  private final List<Line> lines;
  private final Map<String, Line> fields;

  private BlockTemplate(
      Shape shape, Optional<String> each, List<Line> lines, Map<String, Line> fields) {
    this.shape = shape;
    this.each = each;
    this.lines = List.copyOf(lines);
    this.fields = new LinkedHashMap<>(fields);
  }

  static BlockTemplate lines(Shape shape, Optional<String> each, List<Line> lines) {
    return new BlockTemplate(shape, each, lines, Map.of());
  }

  static BlockTemplate fields(Optional<String> each, Map<String, Line> fields) {
    return new BlockTemplate(Shape.FIELDS, each, List.of(), fields);
  }

  /** Once, or once for each of a list. */
  void render(Map<String, Object> values, MessageBuilder message) {
    if (each.isEmpty()) {
      render(values, values, message);
      return;
    }
    for (Object item : (List<?>) values.getOrDefault(each.get(), List.of())) {
      render(item, values, message);
    }
  }

  private void render(Object item, Map<String, Object> outer, MessageBuilder message) {
    switch (shape) {
      case HEADER:
        message.header(lines.get(0).plain(item, outer, MessageBuilder.HEADER));
        return;
      case PLAIN:
        message.plain(lines.get(0).plain(item, outer, MessageBuilder.SECTION));
        return;
      case SECTION:
        message.section(joined(item, outer, "\n", MessageBuilder.SECTION));
        return;
      case CONTEXT:
        message.context(joined(item, outer, " · ", MessageBuilder.FOOTER));
        return;
      default:
        message.fields(labelled(item, outer));
    }
  }

  private String joined(Object item, Map<String, Object> outer, String between, int limit) {
    String all =
        lines.stream()
            .map(line -> line.mrkdwn(item, outer, limit))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(between));
    return Markup.fit(all, limit);
  }

  private List<String> labelled(Object item, Map<String, Object> outer) {
    List<String> texts = new ArrayList<>();
    fields.forEach(
        (label, line) -> {
          String value = line.mrkdwn(item, outer, MessageBuilder.FIELD);
          String field = "*" + label + "*\n" + value;
          if (!value.isBlank()) texts.add(Markup.fit(field, MessageBuilder.FIELD));
        });
    return texts;
  }

  /** The list that it is repeated for, if it is. */
  Stream<String> lists() {
    return each.stream();
  }

  /** Every name that its texts ask for. */
  Stream<String> names() {
    Stream<Line> all = Stream.concat(lines.stream(), fields.values().stream());
    return all.flatMap(line -> line.names().stream());
  }
}
