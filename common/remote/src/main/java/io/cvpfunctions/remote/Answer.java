package io.cvpfunctions.remote;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;

/** A remote's whole answer, whatever its status. Immutable. */
public final class Answer {
  private static final int EXCERPT = 200;

  private final int status;
  private final Headers headers;
  private final byte[] body;

  Answer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Whether the status is one of 200 to 299. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as JSON; empty where it is not, be it HTML, half an answer, or nothing. */
  public Optional<JsonNode> json() {
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** The first of the body, on one line, for messages to people. */
  public String excerpt() {
    int enough = Math.min(body.length, 20 * EXCERPT);
    String text = new String(body, 0, enough, StandardCharsets.UTF_8);
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
  }

  /** What {@code Retry-After} asks for, in seconds or as a date; never negative. */
  public Optional<Duration> retryAfter() {
    return header("Retry-After").map(String::trim).flatMap(Answer::pause);
  }

  /** The remote's own clock, to the second, where it tells. */
  public Optional<Instant> date() {
    return header("Date").flatMap(Answer::time);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> pause(String text) {
    if (text.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    return time(text)
        .map(at -> Duration.between(Instant.now(), at))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  @Override
  public String toString() {
    return "HTTP " + status + ", " + body.length + " bytes";
  }

  /** Made for the first answer that is asked for its JSON. */
  private static final class Json {
    private static final JsonMapper MAPPER =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  }
}
