package io.cvpfunctions.function;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Invocation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** One invocation of a function: who asked, how, and how much time there is. Immutable. */
public final class Call {
  private final String id;
  private final Budget budget;
  private final Map<String, String> headers;
  private final Map<String, String> query;

  private Call(String id, Budget budget, Map<String, String> headers, Map<String, String> query) {
    this.id = id;
    this.budget = budget;
    this.headers = headers;
    this.query = query;
  }

  /** A call with that id; the headers' keys must not mind their case. */
  public static Call of(
      String id, Budget budget, Map<String, String> headers, Map<String, String> query) {
    return new Call(id, budget, headers, query);
  }

  /** The gateway's or the caller's {@code X-Call-Id}. */
  public String id() {
    return id;
  }

  /** What is left for the work, the answer's own second already taken off. */
  public Budget budget() {
    return budget;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** Whether the query is {@code ?check}, alone or with any word but false. */
  public boolean asksForCheck() {
    return query("check").filter(word -> !word.equalsIgnoreCase("false")).isPresent();
  }

  /** When the event was first tried; empty for calls that nobody repeats, as from the UI. */
  public Optional<Instant> firstAttempt() {
    return header(Invocation.FIRST_ATTEMPT).flatMap(Call::time);
  }

  ChainMode chain() {
    return ChainMode.of(header(Invocation.CHAIN).orElse(""));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
