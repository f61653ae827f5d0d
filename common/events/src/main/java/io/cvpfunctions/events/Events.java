package io.cvpfunctions.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes CloudEvents of our data, and our data of CloudEvents. */
public final class Events {
  /** Id of the first event of the chain. */
  public static final String CORRELATION_ID = "correlationid";

  /** W3C trace context of the origin. */
  public static final String TRACE_PARENT = "traceparent";

  /** Where in Slack later messages of the chain belong. */
  public static final String SLACK_THREAD = "slackthread";

  /** Says {@code true} where somebody only asked to see what a move would do. */
  public static final String REHEARSAL = "rehearsal";

  /** When a signed attempt was sent. */
  public static final String SENT_AT = "sentat";

  private static final String JSON = "application/json";

  private Events() {}

  /** A first event, the cause of its own chain. */
  public static CloudEvent first(
      String type, String id, URI source, String subject, Instant time, JsonNode data) {
    return base(type, id, source, subject, time, data).withExtension(CORRELATION_ID, id).build();
  }

  /**
   * An event that {@code function} made of {@code cause}: its id is {@code <cause>/<function>}, so
   * that it is the same on every attempt, and it carries the chain's extensions on.
   */
  public static CloudEvent causedBy(
      CloudEvent cause, String type, String function, String subject, Instant time, JsonNode data) {
    String id = cause.getId() + "/" + function;
    CloudEventBuilder event = base(type, id, URI.create(function), subject, time, data);
    for (String name : List.of(CORRELATION_ID, TRACE_PARENT, SLACK_THREAD, REHEARSAL)) {
      extension(cause, name).ifPresent(value -> event.withExtension(name, value));
    }
    if (extension(cause, CORRELATION_ID).isEmpty()) {
      event.withExtension(CORRELATION_ID, cause.getId());
    }
    return event.build();
  }

  /** The same event, same id and type, with other data. */
  public static CloudEvent withData(CloudEvent event, JsonNode data) {
    return CloudEventBuilder.from(event).withData(JSON, JsonCloudEventData.wrap(data)).build();
  }

  /** The same event with one more extension. */
  public static CloudEvent withExtension(CloudEvent event, String name, String value) {
    return CloudEventBuilder.from(event).withExtension(name, value).build();
  }

  /** The same event without that extension; no copy where it has none. */
  public static CloudEvent withoutExtension(CloudEvent event, String name) {
    if (event.getExtension(name) == null) return event;
    return CloudEventBuilder.from(event).withoutExtension(name).build();
  }

  /** Whether nothing happened, and somebody only asked to see what would follow. */
  public static boolean isRehearsal(CloudEvent event) {
    return extension(event, REHEARSAL).filter("true"::equals).isPresent();
  }

  /** The text of an extension. */
  public static Optional<String> extension(CloudEvent event, String name) {
    return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
  }

  /**
   * The data of an event read as one of our values.
   *
   * @throws EventDataException naming everything that is wrong with it
   */
  public static <T> T data(CloudEvent event, Function<DataReader, T> reading) {
    return DataReader.read(json(event), reading);
  }

  /**
   * The data of an event as JSON; a missing node where it has none.
   *
   * @throws EventDataException where the data is not JSON
   */
  public static JsonNode json(CloudEvent event) {
    return event.getData() == null ? MissingNode.getInstance() : tree(event.getData());
  }

  static JsonNode tree(CloudEventData data) {
    if (data instanceof RawJson) return ((RawJson) data).tree();
    if (data instanceof JsonCloudEventData) return ((JsonCloudEventData) data).getNode();
    return parsed(data.toBytes());
  }

  static JsonNode parsed(byte[] json) {
    try {
      return Json.Mapper.STRICT.readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new EventDataException(
          List.of("data: expected a JSON object: " + Json.problem(notJson)));
    } catch (IOException unreadable) {
      throw new EventDataException(List.of("data: expected a JSON object"));
    }
  }

  private static CloudEventBuilder base(
      String type, String id, URI source, String subject, Instant time, JsonNode data) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(source)
        .withType(type)
        .withSubject(subject)
        .withTime(time.atOffset(ZoneOffset.UTC))
        .withData(JSON, JsonCloudEventData.wrap(data));
  }
}
