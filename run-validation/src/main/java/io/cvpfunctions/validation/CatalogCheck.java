package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.eapi.CommandPolicy;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.source.CatalogException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says what is in a catalog, and what to know before it is run, without a device. */
final class CatalogCheck {
  private final Catalog catalog;
  private final Map<String, Integer> modules = new TreeMap<>();
  private final Set<String> tags = new TreeSet<>();
  private final Set<Command> commands = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private CatalogCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Answers what is in the catalog of that body, or everything that is wrong with it. It stands
   * alone or as the {@code catalog} of a request, as JSON or as text.
   */
  static Outcome answer(JsonNode body) {
    try {
      Catalog catalog = ValidationRequest.read(body.has("catalog") ? body.get("catalog") : body);
      ObjectNode found = of(catalog);
      String text = found.toPrettyString() + "\n";
      return Outcome.done(found).unchained().answeredAs("application/json", text);
    } catch (CatalogException wrong) {
      throw unusable(wrong);
    }
  }

  /** What a caller is told whose own catalog cannot be used. */
  static ProblemException unusable(CatalogException wrong) {
    return new ProblemException(Problem.of(422, "The catalog cannot be used", wrong.problems()));
  }

  /** What there is to say of a catalog that can be used. */
  private static ObjectNode of(Catalog catalog) {
    CatalogCheck check = new CatalogCheck(catalog);
    catalog.definitions().forEach(check::look);
    if (catalog.definitions().isEmpty()) check.notes.add("the catalog has no tests");
    return check.toJson();
  }

  private void look(TestDefinition definition) {
    String name = definition.test().name();
    modules.merge(definition.test().module(), 1, Integer::sum);
    tags.addAll(definition.tags());
    commands.addAll(definition.commands());
    if (!seen.add(definition.test().module() + definition)) {
      notes.add(name + " stands there twice with the same inputs; it is run as often");
    }
    for (Command command : definition.commands()) {
      if (CommandPolicy.allows(command.text())) continue;
      notes.add(name + " ends in an error: '" + command + "' is never sent");
    }
  }

  private ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("valid", true).put("tests", catalog.definitions().size());
    node.put("commands", commands.size());
    ObjectNode counts = node.putObject("modules");
    modules.forEach(counts::put);
    ArrayNode labels = node.putArray("tags");
    tags.forEach(labels::add);
    ArrayNode words = node.putArray("notes");
    notes.forEach(words::add);
    return node;
  }
}
