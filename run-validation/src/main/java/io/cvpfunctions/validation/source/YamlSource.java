package io.cvpfunctions.validation.source;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Reads YAML 1.1 the way PyYAML's safe loader does, but keeps lines and repeated keys. */
final class YamlSource {
  private static final int LARGEST = 16 << 20;
  private static final int MOST_ALIASES = 10_000;
  private static final long MOST_VALUES = 5_000_000;

  private final IdentityHashMap<Node, Source> converted = new IdentityHashMap<>();
  private final IdentityHashMap<Source, Long> sizes = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

  private YamlSource() {}

  /**
   * The only document of the text; nothing where it is empty.
   *
   * @throws CatalogException where it is not YAML, or more than one document
   */
  static Source read(byte[] text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    StreamReader reader = new StreamReader(new UnicodeReader(new ByteArrayInputStream(text)));
    try {
      Composer composer =
          new Composer(new ParserImpl(reader, options), new PythonScalars(), options);
      Node root = composer.getSingleNode();
      return root == null ? Source.nothing(1) : new YamlSource().convert(root);
    } catch (MarkedYAMLException wrong) {
      throw new CatalogException(List.of(where(wrong) + "not YAML: " + wrong.getProblem()));
    } catch (YAMLException | StackOverflowError wrong) {
      throw new CatalogException(List.of("not YAML: it cannot be read, or is nested too deeply"));
    }
  }

  private static String where(MarkedYAMLException wrong) {
    return wrong.getProblemMark() == null
        ? ""
        : "line " + (wrong.getProblemMark().getLine() + 1) + ": ";
  }

  private Source convert(Node node) {
    Source known = converted.get(node);
    if (known != null) return known;
    if (open.put(node, true) != null) {
      throw new CatalogException(List.of("line " + line(node) + ": an anchor contains itself"));
    }
    Source source = fresh(node);
    open.remove(node);
    converted.put(node, source);
    sizes.put(source, size(source));
    return source;
  }

  /** How many values it has once its aliases are written out; a few lines can mean billions. */
  private long size(Source source) {
    long size = 1;
    for (Source element : source.elements()) size += sizes.getOrDefault(element, 1L);
    for (Source.Entry entry : source.entries()) size += sizes.getOrDefault(entry.value(), 1L);
    if (size > MOST_VALUES) throw new CatalogException(List.of("the catalog is too large"));
    return size;
  }

  private Source fresh(Node node) {
    if (node instanceof MappingNode) return map((MappingNode) node);
    if (node instanceof SequenceNode) {
      List<Node> nodes = ((SequenceNode) node).getValue();
      List<Source> elements = nodes.stream().map(this::convert).collect(Collectors.toList());
      return Source.list(elements, line(node));
    }
    return scalar((ScalarNode) node);
  }

  /** What {@code <<} brings in stands behind the mapping's own keys and never replaces them. */
  private Source map(MappingNode node) {
    List<Source.Entry> own = new ArrayList<>();
    List<Source.Entry> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) merge(tuple.getValueNode(), merged);
      else own.add(new Source.Entry(convert(tuple.getKeyNode()), convert(tuple.getValueNode())));
    }
    Set<String> taken = own.stream().map(e -> e.key().text()).collect(Collectors.toSet());
    for (Source.Entry entry : merged) if (taken.add(entry.key().text())) own.add(entry);
    return Source.map(own, line(node));
  }

  private void merge(Node value, List<Source.Entry> merged) {
    Source source = convert(value);
    List<Source> maps = source.is(Source.Kind.LIST) ? source.elements() : List.of(source);
    for (Source map : maps) {
      if (!map.is(Source.Kind.MAP)) {
        String problem = "line " + line(value) + ": << takes a mapping, not " + map.quoted();
        throw new CatalogException(List.of(problem));
      }
      merged.addAll(map.entries());
    }
  }

  private static Source scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    int line = line(node);
    if (tag.equals(Tag.STR)) return Source.text(text, line);
    if (tag.equals(Tag.NULL)) return Source.nothing(line);
    if (tag.equals(Tag.BOOL)) return Source.truth(PythonScalars.truth(text), line);
    try {
      if (tag.equals(Tag.INT)) return Source.integer(PythonScalars.integer(text), line);
      if (tag.equals(Tag.FLOAT)) return Source.decimal(PythonScalars.decimal(text), line);
    } catch (NumberFormatException notANumber) {
      String problem = "line " + line + ": " + text + " is not a number";
      throw new CatalogException(List.of(problem));
    }
    return Source.other(text, line);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
