package io.cvpfunctions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The one JSON mapper of the events, with what their values need to write themselves. */
final class Json {
  /** Made where something is read: it takes long to start, and values write themselves without. */
  static final class Mapper {
    static final JsonMapper PLAIN =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Of a key that is given twice one value would be lost without a word. */
    static final ObjectReader STRICT =
        PLAIN.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** A value in the middle of others. */
    static final ObjectReader PART =
        PLAIN.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Mapper() {}
  }

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A body that is not JSON, and where it ceases to be. */
  static MalformedEventException malformed(IOException notJson) {
    String why =
        notJson instanceof JsonProcessingException
            ? problem((JsonProcessingException) notJson)
            : "it cannot be read";
    return new MalformedEventException(List.of("the body is not JSON: " + why));
  }

  /** What keeps a text from being read, and where; of what it holds no more than a key. */
  static String problem(JsonProcessingException wrong) {
    if (wrong.getLocation() == null) return "it cannot be read";
    String where =
        "line " + wrong.getLocation().getLineNr() + ", column " + wrong.getLocation().getColumnNr();
    return repeated(wrong)
        .map(key -> "the key " + key + " is given twice, again at " + where)
        .orElse("correct it at " + where);
  }

  private static Optional<String> repeated(JsonProcessingException wrong) {
    if (!wrong.getOriginalMessage().startsWith("Duplicate")) return Optional.empty();
    return Optional.of(wrong.getProcessor())
        .filter(JsonParser.class::isInstance)
        .map(parser -> ((JsonParser) parser).getParsingContext().pathAsPointer().toString());
  }

  /** Absent fields are left out, never written as null. */
  static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }
}
