package io.cvpfunctions.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event in structured mode while it is read, attribute by attribute. */
final class EventDraft {
  /** The one member that is no attribute. */
  static final String DATA = "data";

  private static final String VERSION = "specversion";
  private static final String CONTENT_TYPE = "datacontenttype";
  private static final String JSON = "application/json";

  /** What every event has, in whatever mode. */
  static final List<String> REQUIRED = List.of(VERSION, "id", "source", "type");

  /** The library's reader, made where it is needed: it takes long to start. */
  private static final class Library {
    static final JsonMapper TREES =
        JsonMapper.builder().addModule(JsonFormat.getCloudEventJacksonModule()).build();
  }

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final ObjectNode others = Json.object();
  private CloudEventData data;

  /** Of an object that is a tree already. */
  static EventDraft of(JsonNode object) {
    EventDraft draft = new EventDraft();
    object.properties().forEach(each -> draft.put(each.getKey(), each.getValue()));
    return draft;
  }

  void put(String name, String text) {
    texts.put(name, text);
  }

  void put(String name, JsonNode value) {
    if (value.isTextual()) put(name, value.textValue());
    else if (name.equals(DATA) && value.isContainerNode()) data(JsonCloudEventData.wrap(value));
    else others.set(name, value);
  }

  /** An object or an array. */
  void data(CloudEventData json) {
    data = json;
  }

  /**
   * The event.
   *
   * @throws MalformedEventException naming the attributes that are missing, or wrong
   */
  CloudEvent event() {
    checkRequired();
    try {
      return isPlain() ? plain() : any();
    } catch (RuntimeException | JsonProcessingException wrong) {
      throw new MalformedEventException(List.of(reason(wrong)));
    }
  }

  private void checkRequired() {
    List<String> problems = new ArrayList<>();
    for (String name : REQUIRED) {
      if (!texts.getOrDefault(name, "").isBlank()) continue;
      problems.add("the CloudEvents attribute " + name + " is missing");
    }
    if (!problems.isEmpty()) throw new MalformedEventException(problems);
  }

  /** As all of ours are, and nearly all of others: texts, and perhaps data as JSON. */
  private boolean isPlain() {
    if (!others.isEmpty() || !texts.get(VERSION).equals("1.0")) return false;
    if (texts.containsKey(DATA) || texts.containsKey("data_base64")) return false;
    return data == null || texts.getOrDefault(CONTENT_TYPE, JSON).equals(JSON);
  }

  /** The library's reader would make a tree of the data, and copy what is read twice. */
  private CloudEvent plain() {
    CloudEventBuilder event = CloudEventBuilder.v1();
    if (data != null) event.withDataContentType(JSON);
    texts.forEach(
        (name, text) -> {
          if (!name.equals(VERSION)) event.withContextAttribute(name, text);
        });
    return event.end(data);
  }

  /** The library would read the tree of the data node by node into a second one. */
  private CloudEvent any() throws JsonProcessingException {
    texts.forEach(others::put);
    if (data != null) others.putPOJO(DATA, Events.tree(data));
    return Library.TREES.treeToValue(others, CloudEvent.class);
  }

  /** The library wraps what matters, several times over. */
  static String reason(Exception wrong) {
    Throwable cause = wrong;
    while (cause.getCause() != null) cause = cause.getCause();
    if (cause instanceof CloudEventRWException || cause instanceof JsonProcessingException) {
      String message = String.valueOf(cause.getMessage());
      return "not a CloudEvent: " + message.lines().findFirst().orElse("");
    }
    return "not a CloudEvent: an attribute has the wrong form";
  }
}
