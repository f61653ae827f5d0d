package io.cvpfunctions.validation.source;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * Reads YAML 1.1 the way PyYAML's safe loader does, but keeps lines and repeated keys. Values are
 * made of the parser's events, without the tree between, which takes as long as the parser itself.
 */
final class YamlSource {
  private static final int LARGEST = 16 << 20;
  private static final int DEEPEST = 50;
  private static final long MOST_VALUES = 5_000_000;
  private static final String UNREADABLE = "not YAML: it cannot be read, or is nested too deeply";

  /** What an anchor stands for, and how many values that is; none while it is being read. */
  private static final class Anchored {
    private final Source source;
    private final long size;

    private Anchored(Source source, long size) {
      this.source = source;
      this.size = size;
    }
  }

  private static final Anchored OPEN = new Anchored(null, 0);

  private final ParserImpl parser;
  private final YamlScalars scalars = new YamlScalars();
  private final Map<String, Anchored> anchors = new HashMap<>();

  /** How many values there are once aliases are written out; a few lines can mean billions. */
  private long size;

  private int depth;

  private YamlSource(ParserImpl parser) {
    this.parser = parser;
  }

  /**
   * The only document of the text; nothing where it is empty.
   *
   * @throws CatalogException where it is not YAML, or more than one document
   */
  static Source read(byte[] text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    StreamReader reader = new StreamReader(new UnicodeReader(new ByteArrayInputStream(text)));
    try {
      return new YamlSource(new ParserImpl(reader, options)).document();
    } catch (MarkedYAMLException wrong) {
      throw new CatalogException(List.of(where(wrong) + "not YAML: " + wrong.getProblem()));
    } catch (YAMLException wrong) {
      throw new CatalogException(List.of(UNREADABLE));
    }
  }

  private static String where(MarkedYAMLException wrong) {
    if (wrong.getProblemMark() == null) return "";
    return "line " + (wrong.getProblemMark().getLine() + 1) + ": ";
  }

  private Source document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) return Source.nothing(1);
    parser.getEvent();
    Source source = value(parser.getEvent());
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) return source;
    int line = line(parser.peekEvent());
    throw wrong(line, "not YAML: expected one document, but another begins");
  }

  private Source value(Event event) {
    if (event instanceof AliasEvent) return alias((AliasEvent) event);
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor == null) return fresh(event);
    long before = size;
    anchors.put(anchor, OPEN);
    Source source = fresh(event);
    anchors.put(anchor, new Anchored(source, size - before));
    return source;
  }

  private Source alias(AliasEvent event) {
    Anchored anchored = anchors.get(event.getAnchor());
    if (anchored == null) {
      throw wrong(line(event), "not YAML: there is no anchor " + event.getAnchor());
    }
    if (anchored == OPEN) throw wrong(line(event), "an anchor contains itself");
    count(anchored.size);
    return anchored.source;
  }

  private void count(long more) {
    size += more;
    if (size > MOST_VALUES) throw new CatalogException(List.of("the catalog is too large"));
  }

  private Source fresh(Event event) {
    count(1);
    if (event instanceof ScalarEvent) return scalars.read((ScalarEvent) event);
    if (++depth > DEEPEST) throw new CatalogException(List.of(UNREADABLE));
    Source source = event instanceof MappingStartEvent ? map(line(event)) : list(line(event));
    depth--;
    return source;
  }

  private Source list(int line) {
    List<Source> elements = new ArrayList<>();
    for (Event next = parser.getEvent(); !next.is(Event.ID.SequenceEnd); next = parser.getEvent()) {
      elements.add(value(next));
    }
    return Source.list(elements, line);
  }

  /**
   * What {@code <<} brings in stands behind the mapping's own keys and never replaces them. At the
   * top, where a key that is repeated is kept, so is one that several mappings bring in.
   */
  private Source map(int line) {
    List<Source.Entry> own = new ArrayList<>();
    List<Source.Entry> merged = new ArrayList<>();
    for (Event key = parser.getEvent(); !key.is(Event.ID.MappingEnd); key = parser.getEvent()) {
      boolean merges = key instanceof ScalarEvent && YamlScalars.isMerge((ScalarEvent) key);
      if (merges) merge(value(parser.getEvent()), line(key), merged);
      else own.add(new Source.Entry(value(key), value(parser.getEvent())));
    }
    if (merged.isEmpty()) return Source.map(own, line);
    Set<String> taken = own.stream().map(e -> e.key().text()).collect(Collectors.toSet());
    for (Source.Entry entry : merged) {
      String key = entry.key().text();
      if (depth == 1 ? !taken.contains(key) : taken.add(key)) own.add(entry);
    }
    return Source.map(own, line);
  }

  private static void merge(Source value, int line, List<Source.Entry> merged) {
    List<Source> maps = value.is(Source.Kind.LIST) ? value.elements() : List.of(value);
    for (Source map : maps) {
      if (!map.is(Source.Kind.MAP)) throw wrong(line, "<< takes a mapping, not " + map.quoted());
      merged.addAll(map.entries());
    }
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }

  private static CatalogException wrong(int line, String what) {
    return new CatalogException(List.of("line " + line + ": " + what));
  }
}
