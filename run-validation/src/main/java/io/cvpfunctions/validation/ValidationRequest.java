package io.cvpfunctions.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.catalog.CatalogReader;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.inputs.Nearest;
import io.cvpfunctions.validation.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person asks for: a device, and perhaps a catalog, tests and tags. Immutable. */
final class ValidationRequest {
  private static final Set<String> FIELDS = Set.of("device", "catalog", "tests", "tags");

  private static final Pattern WITH_PORT = Pattern.compile("([^:]+):(\\d{1,5})");

  private final Target device;
  private final JsonNode catalog;
  private final Set<String> tests;
  private final Set<String> tags;

  private ValidationRequest(Target device, JsonNode catalog, Set<String> tests, Set<String> tags) {
    this.device = device;
    this.catalog = catalog;
    this.tests = tests;
    this.tags = tags;
  }

  /** The request of somebody who typed the address of a switch alone. */
  static JsonNode typed(String address) {
    Matcher port = WITH_PORT.matcher(address);
    String host = port.matches() ? port.group(1) : address;
    if (!Target.isHost(host)) {
      throw ProblemException.malformed(
          "expected an event, a request, or the host name or address of a switch");
    }
    ObjectNode device = JsonNodeFactory.instance.objectNode().put("host", host);
    if (port.matches()) device.put("port", Integer.parseInt(port.group(2)));
    return JsonNodeFactory.instance.objectNode().set("device", device);
  }

  /**
   * Reads a request, which somebody typed: an unknown field is a slip of theirs.
   *
   * @throws EventDataException naming everything that is wrong
   */
  static ValidationRequest of(JsonNode data) {
    List<String> unknown = new ArrayList<>();
    data.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) unknown.add("data." + name + ": is unknown");
            });
    try {
      ValidationRequest request = DataReader.read(data, ValidationRequest::from);
      if (unknown.isEmpty()) return request;
    } catch (EventDataException wrong) {
      unknown.addAll(wrong.problems());
    }
    throw new EventDataException(unknown);
  }

  private static ValidationRequest from(DataReader data) {
    return new ValidationRequest(
        data.requiredObject("device", Target::from),
        data.any("catalog"),
        new LinkedHashSet<>(data.texts("tests")),
        new LinkedHashSet<>(data.texts("tags")));
  }

  Target device() {
    return device;
  }

  /**
   * The catalog in the request, as JSON or as the text of a catalog file.
   *
   * @throws io.cvpfunctions.validation.source.CatalogException naming everything wrong with it
   */
  Optional<Catalog> catalog() {
    if (catalog.isMissingNode() || catalog.isNull()) return Optional.empty();
    return Optional.of(read(catalog));
  }

  /**
   * A catalog that came with a call, as JSON or as the text of a catalog file.
   *
   * @throws io.cvpfunctions.validation.source.CatalogException naming everything wrong with it
   */
  static Catalog read(JsonNode catalog) {
    if (!catalog.isTextual()) return CatalogReader.read("request", Source.of(catalog));
    return CatalogReader.read("request", catalog.textValue().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The definitions of the catalog that are asked for.
   *
   * @throws ProblemException naming every test and tag that there is not
   */
  List<TestDefinition> select(Catalog catalog) {
    Set<String> known = catalog.tags();
    known.addAll(device.tags());
    List<String> problems = new ArrayList<>();
    problems.addAll(Nearest.unknown("the catalog has no test ", tests, catalog.tests()));
    problems.addAll(Nearest.unknown("neither device nor catalog has the tag ", tags, known));
    if (!problems.isEmpty()) throw new ProblemException(Problem.rejected(problems));
    return catalog.select(device.tags(), tags, tests);
  }
}
