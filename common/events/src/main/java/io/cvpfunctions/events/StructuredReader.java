package io.cvpfunctions.events;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads events in structured mode straight from a body, one or a batch of them. Their data is only
 * looked over: most of it is sent on as it is.
 */
final class StructuredReader {
  private final byte[] body;
  private final JsonParser parser;
  private final List<String> problems = new ArrayList<>();

  private StructuredReader(byte[] body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /**
   * The one event that a body is.
   *
   * @throws MalformedEventException naming everything that is wrong
   */
  static CloudEvent event(byte[] body) {
    return read(body, StructuredReader::alone).get(0);
  }

  /** The events of a batch, in its order; throws as for one. */
  static List<CloudEvent> batch(byte[] body) {
    return read(body, StructuredReader::batch);
  }

  private static List<CloudEvent> read(byte[] body, Reading reading) {
    try (JsonParser parser = Json.Mapper.STRICT.createParser(body)) {
      StructuredReader reader = new StructuredReader(body, parser);
      List<CloudEvent> events = reading.with(reader);
      if (parser.nextToken() != null) throw new JsonParseException(parser, "more than one value");
      reader.check();
      return events;
    } catch (IOException notJson) {
      throw Json.malformed(notJson);
    }
  }

  private List<CloudEvent> alone() throws IOException {
    parser.nextToken();
    List<CloudEvent> events = new ArrayList<>();
    next("").ifPresent(events::add);
    return events;
  }

  private List<CloudEvent> batch() throws IOException {
    List<CloudEvent> events = new ArrayList<>();
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      problems.add("a batch is a JSON array");
      parser.skipChildren();
      return events;
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      next("event " + i + ": ").ifPresent(events::add);
    }
    if (events.isEmpty() && problems.isEmpty()) problems.add("the batch is empty");
    return events;
  }

  /** All of the body is read before it is told what is wrong with it. */
  private void check() {
    if (!problems.isEmpty()) throw new MalformedEventException(problems);
  }

  private Optional<CloudEvent> next(String where) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      problems.add(where + "an event is a JSON object");
      parser.skipChildren();
      return Optional.empty();
    }
    EventDraft draft = draft();
    try {
      return Optional.of(draft.event());
    } catch (MalformedEventException malformed) {
      malformed.problems().forEach(problem -> problems.add(where + problem));
      return Optional.empty();
    }
  }

  private EventDraft draft() throws IOException {
    EventDraft draft = new EventDraft();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) draft.put(name, parser.getText());
      else if (value.isStructStart() && name.equals(EventDraft.DATA)) data(draft);
      else draft.put(name, tree());
    }
    return draft;
  }

  /** Bytes can be told apart only in UTF-8; in any other encoding it is a tree. */
  private void data(EventDraft draft) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    if (from < 0) {
      draft.put(EventDraft.DATA, tree());
      return;
    }
    parser.skipChildren();
    long to = parser.currentLocation().getByteOffset();
    RawJson data = RawJson.of(body, (int) from, (int) to);
    if (data.isOneLine()) draft.data(data);
    else draft.put(EventDraft.DATA, data.tree());
  }

  private JsonNode tree() throws IOException {
    return Json.Mapper.PART.readTree(parser);
  }

  /** One event or a batch. */
  private interface Reading {
    List<CloudEvent> with(StructuredReader reader) throws IOException;
  }
}
