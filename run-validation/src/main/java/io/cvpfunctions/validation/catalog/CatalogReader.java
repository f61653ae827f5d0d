package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.validation.catalog.TestDefinition.Overwrite;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Nearest;
import io.cvpfunctions.validation.inputs.Reading;
import io.cvpfunctions.validation.inputs.Types;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.Source.Kind;
import io.cvpfunctions.validation.source.SourceReader;
import io.cvpfunctions.validation.tests.AllTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an ANTA catalog and gathers every problem of it.
 *
 * <p>Two things differ from ANTA, both so that nothing is lost without a word: the tests under a
 * module key that is given twice are all kept, and so are equal definitions.
 */
public final class CatalogReader {
  private static final InputObject FILTERS =
      InputObject.object().optional("tags", Types.list(Types.text()));
  private static final InputObject OVERWRITE =
      InputObject.object()
          .optional("categories", Types.list(Types.text()))
          .optional("description", Types.text())
          .optional("custom_field", Types.text());

  private final List<String> problems = new ArrayList<>();
  private final List<TestDefinition> definitions = new ArrayList<>();
  private final Map<NetworkTest, InputObject> types = new HashMap<>();

  private CatalogReader() {}

  /**
   * The catalog in that text, YAML or JSON.
   *
   * @throws CatalogException naming every problem with its line and path
   */
  public static Catalog read(String name, byte[] text) {
    return read(name, SourceReader.read(text));
  }

  /** The same of what has been parsed already. */
  public static Catalog read(String name, Source source) {
    CatalogReader reader = new CatalogReader();
    reader.catalog(source);
    if (!reader.problems.isEmpty()) throw new CatalogException(reader.problems);
    return new Catalog(name, reader.definitions);
  }

  private void catalog(Source source) {
    Reading top = Reading.at("", problems);
    if (source.is(Kind.NULL)) return;
    if (source.is(Kind.MAP)) modules(source, "", top);
    else top.problem(source, "a catalog is a mapping of modules, but it is " + source.quoted());
  }

  private void modules(Source map, String prefix, Reading at) {
    for (Source.Entry entry : map.entries()) {
      String module = prefix + entry.key().text();
      Reading here = at.key(entry.key().text());
      boolean above = entry.value().is(Kind.MAP) && !AllTests.hasModule(module);
      if (above) modules(entry.value(), module + ".", here);
      else module(module, entry, here);
    }
  }

  private void module(String module, Source.Entry entry, Reading at) {
    if (!AllTests.hasModule(module)) {
      at.problem(entry.key(), "unknown module " + module + likeModule(module));
      return;
    }
    if (!entry.value().is(Kind.LIST)) {
      String found = entry.value().quoted();
      at.problem(entry.value(), "expected a list of tests, but it is " + found);
      return;
    }
    int index = 0;
    for (Source item : entry.value().elements()) item(module, item, at.element(index++));
  }

  private void item(String module, Source item, Reading at) {
    if (item.is(Kind.TEXT)) {
      at.problem(item, "expected a test with a colon behind its name: " + item.text() + ":");
    } else if (item.entries().size() != 1) {
      int keys = item.entries().size();
      String found = item.is(Kind.MAP) ? keys + " keys; check the indentation" : item.quoted();
      at.problem(item, "expected one test, but it is " + found);
    } else {
      Source.Entry entry = item.entries().get(0);
      test(module, entry, at.key(entry.key().text()));
    }
  }

  private void test(String module, Source.Entry entry, Reading at) {
    String name = entry.key().text();
    Optional<NetworkTest> test = AllTests.find(module, name);
    if (test.isPresent()) {
      definition(test.get(), entry.value(), entry.key(), at);
    } else {
      at.problem(entry.key(), "unknown test " + name + " in " + module + likeTest(module, name));
    }
  }

  private void definition(NetworkTest test, Source given, Source key, Reading at) {
    Source map = given.is(Kind.NULL) ? Source.empty(key.line()) : given;
    int before = problems.size();
    Inputs inputs = types.computeIfAbsent(test, CatalogReader::type).read(map, at);
    if (problems.size() > before) return;
    Set<String> tags = new LinkedHashSet<>();
    inputs.object("filters").ifPresent(filters -> tags.addAll(filters.texts("tags")));
    Overwrite overwrite =
        inputs.object("result_overwrite").map(CatalogReader::overwrite).orElse(Overwrite.NOTHING);
    TestDefinition definition = new TestDefinition(test, inputs, map, tags, overwrite);
    SentValues.check(definition, map, at);
    definitions.add(definition);
  }

  /** What stands under the name of a test: its own inputs, and what every test takes. */
  private static InputObject type(NetworkTest test) {
    return test.inputs().optional("filters", FILTERS).optional("result_overwrite", OVERWRITE);
  }

  private static Overwrite overwrite(Inputs given) {
    return new Overwrite(
        given.texts("categories"),
        given.optionalText("description").orElse(null),
        given.optionalText("custom_field").orElse(null));
  }

  private static String likeModule(String module) {
    return Nearest.of(module, AllTests::modules)
        .map(near -> "; did you mean " + near + "?")
        .orElse("; known are " + String.join(", ", AllTests.modules()));
  }

  private static String likeTest(String module, String name) {
    for (String other : AllTests.modules()) {
      if (AllTests.names(other).contains(name)) return "; it is in " + other;
    }
    return Nearest.of(name, () -> AllTests.names(module))
        .map(near -> "; did you mean " + near + "?")
        .orElse("");
  }
}
