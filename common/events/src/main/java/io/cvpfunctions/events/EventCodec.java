package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CloudEvents 1.0 over HTTP: structured and batch out; structured, binary, batch and what people
 * type in. Thread-safe.
 *
 * <p>A message is told by its {@code ce-*} headers, then its content type, then its first byte, as
 * faas-cli and the OpenFaaS UI say text/plain or application/json of whatever they send.
 */
public final class EventCodec {
  /** Content type of one structured event. */
  public static final String STRUCTURED = "application/cloudevents+json";

  /** Content type of a batch. */
  public static final String BATCH = "application/cloudevents-batch+json";

  private final JsonFormat format = new JsonFormat();

  /** One event in structured mode. */
  public byte[] structured(CloudEvent event) {
    return format.serialize(event);
  }

  /** Events as a batch. */
  public byte[] batch(List<CloudEvent> events) {
    return batchOf(events.stream().map(this::structured).collect(Collectors.toList()));
  }

  /** The same of events that are in structured mode already. */
  public static byte[] batchOf(List<byte[]> structured) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (int i = 0; i < structured.size(); i++) {
      if (i > 0) out.write(',');
      out.writeBytes(structured.get(i));
    }
    out.write(']');
    return out.toByteArray();
  }

  /** One event as a JSON tree, to stand inside an answer. */
  public JsonNode toJson(CloudEvent event) {
    try {
      return Json.Mapper.PLAIN.readTree(structured(event));
    } catch (IOException impossible) {
      throw new IllegalStateException("our own event is not JSON", impossible);
    }
  }

  /**
   * One structured event out of a JSON tree.
   *
   * @throws MalformedEventException where attributes are missing or wrong
   */
  public CloudEvent fromJson(JsonNode node) {
    if (!node.isObject()) throw new MalformedEventException(List.of("an event is a JSON object"));
    return EventDraft.of(node).event();
  }

  /**
   * Reads a request or record.
   *
   * @param headers names in any case
   * @throws MalformedEventException naming everything that is wrong
   */
  public EventMessage read(Map<String, String> headers, byte[] body) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(headers);
    String contentType = mediaType(named.getOrDefault("content-type", ""));
    if (isBinary(named)) return binary(named, body);
    int first = firstByte(body);
    if (first < 0) throw new MalformedEventException(List.of("the body is empty"));
    if (contentType.equals(BATCH)) return EventMessage.batch(StructuredReader.batch(body));
    if (contentType.equals(STRUCTURED)) return EventMessage.event(StructuredReader.event(body));
    if (first == '{' || first == '[') return typed(parse(body), body);
    if (contentType.endsWith("json")) return EventMessage.json(parse(body));
    return EventMessage.text(text(body));
  }

  /** Whether a request with those headers is in binary mode: its attributes are not in its body. */
  public static boolean isBinary(Map<String, String> headers) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(headers);
    return named.keySet().stream().anyMatch(EventCodec::isAttribute)
        && !mediaType(named.getOrDefault("content-type", "")).startsWith("application/cloudevents");
  }

  private static boolean isAttribute(String header) {
    return header.regionMatches(true, 0, "ce-", 0, 3);
  }

  private static EventMessage typed(JsonNode node, byte[] body) {
    if (node.has("specversion")) return EventMessage.event(StructuredReader.event(body));
    if (!node.isArray() || isOfOthers(node)) return EventMessage.json(node);
    return EventMessage.batch(StructuredReader.batch(body));
  }

  /** A list of objects none of which means to be a CloudEvent, as other systems send it. */
  private static boolean isOfOthers(JsonNode array) {
    for (JsonNode element : array) {
      if (!element.isObject() || element.has("specversion")) return false;
    }
    return !array.isEmpty();
  }

  private static EventMessage binary(Map<String, String> headers, byte[] body) {
    List<String> problems = new ArrayList<>();
    for (String name : EventDraft.REQUIRED) {
      if (headers.getOrDefault("ce-" + name, "").isBlank()) {
        problems.add("the header ce-" + name + " is missing");
      }
    }
    if (!problems.isEmpty()) throw new MalformedEventException(problems);
    try {
      return EventMessage.event(HttpMessageFactory.createReader(decoded(headers), body).toEvent());
    } catch (RuntimeException wrong) {
      throw new MalformedEventException(List.of(EventDraft.reason(wrong)));
    }
  }

  /** Attribute values are percent-encoded in headers, which the library leaves to its caller. */
  private static Map<String, String> decoded(Map<String, String> headers) {
    Map<String, String> decoded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> decoded.put(name, isAttribute(name) ? decode(value) : value));
    return decoded;
  }

  private static String decode(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.Mapper.STRICT.readTree(body);
    } catch (IOException notJson) {
      throw Json.malformed(notJson);
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString().trim();
    } catch (CharacterCodingException binary) {
      throw new MalformedEventException(List.of("the body is neither JSON nor UTF-8 text"));
    }
  }

  private static int firstByte(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b & 0xff;
    }
    return -1;
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String bare = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return bare.trim().toLowerCase(Locale.ROOT);
  }
}
