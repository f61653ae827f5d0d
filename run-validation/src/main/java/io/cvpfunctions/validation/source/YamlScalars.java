package io.cvpfunctions.validation.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes values of the scalars of one document; what is written a thousand times is read once. */
final class YamlScalars {
  private static final PythonScalars RESOLVER = new PythonScalars();

  private final Map<String, Source> plain = new HashMap<>();

  /** The value of the scalar, on its line. */
  Source read(ScalarEvent event) {
    int line = event.getStartMark().getLine() + 1;
    boolean untagged = event.getTag() == null || event.getTag().equals("!");
    if (untagged && event.getImplicit().canOmitTagInPlainScalar()) {
      Source known = plain.computeIfAbsent(event.getValue(), text -> resolved(text, line));
      return known.at(line);
    }
    if (untagged) return Source.text(event.getValue(), line);
    return tagged(new Tag(event.getTag()), event.getValue(), line);
  }

  /** Whether the scalar is the {@code <<} that brings another mapping's entries in. */
  static boolean isMerge(ScalarEvent event) {
    boolean plain = event.getTag() == null && event.getImplicit().canOmitTagInPlainScalar();
    return plain ? event.getValue().equals("<<") : Tag.MERGE.getValue().equals(event.getTag());
  }

  private static Source resolved(String text, int line) {
    return tagged(RESOLVER.resolve(NodeId.scalar, text, true), text, line);
  }

  private static Source tagged(Tag tag, String text, int line) {
    if (tag.equals(Tag.STR)) return Source.text(text, line);
    if (tag.equals(Tag.NULL)) return Source.nothing(line);
    if (tag.equals(Tag.BOOL)) return Source.truth(PythonScalars.truth(text), line);
    try {
      if (tag.equals(Tag.INT)) return Source.integer(PythonScalars.integer(text), line);
      if (tag.equals(Tag.FLOAT)) return Source.decimal(PythonScalars.decimal(text), line);
    } catch (NumberFormatException notANumber) {
      throw new CatalogException(List.of("line " + line + ": " + text + " is not a number"));
    }
    return Source.other(text, line);
  }
}
