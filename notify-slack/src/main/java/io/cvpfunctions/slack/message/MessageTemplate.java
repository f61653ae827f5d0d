package io.cvpfunctions.slack.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What one kind of message looks like, as its file says. Immutable. */
final class MessageTemplate {
  private static final String HEX = "#[0-9A-Fa-f]{6}";

  private final Line text;
  private final List<BlockTemplate> blocks;
  private final Optional<Line> color;
  private final List<BlockTemplate> bar;

  MessageTemplate(
      Line text, List<BlockTemplate> blocks, Optional<Line> color, List<BlockTemplate> bar) {
    this.text = text;
    this.blocks = List.copyOf(blocks);
    this.color = color;
    this.bar = List.copyOf(bar);
  }

  SlackMessage render(Values values) {
    return render(values, List.of());
  }

  /** The blocks of the parts come after its own. */
  SlackMessage render(Values filled, List<SlackMessage> parts) {
    Map<String, Object> values = filled.toMap();
    MessageBuilder message = new MessageBuilder();
    blocks.forEach(block -> block.render(values, message));
    parts.forEach(message::parts);
    message.bar(color.map(line -> color(line, values)).orElse(""));
    bar.forEach(block -> block.render(values, message));
    return message.build(fallback(values));
  }

  /** Slack refuses a message that says nothing. */
  private String fallback(Map<String, Object> values) {
    String line = text.mrkdwn(values, values, MessageBuilder.FALLBACK).replaceAll("\\s+", " ");
    return line.isBlank() ? "?" : line;
  }

  private static String color(Line line, Map<String, Object> values) {
    String written = line.plain(values, values, 20);
    return written.matches(HEX) ? written : "";
  }

  /** Every name it asks for. */
  Stream<String> names() {
    Stream<Line> lines = Stream.concat(Stream.of(text), color.stream());
    return Stream.concat(
        allBlocks().flatMap(BlockTemplate::names), lines.flatMap(line -> line.names().stream()));
  }

  /** Every list that it repeats a block for. */
  Stream<String> lists() {
    return allBlocks().flatMap(BlockTemplate::lists);
  }

  private Stream<BlockTemplate> allBlocks() {
    return Stream.concat(blocks.stream(), bar.stream());
  }
}
