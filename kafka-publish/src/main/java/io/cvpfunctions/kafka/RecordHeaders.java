package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/**
 * The headers that a record has in every format: those of {@code kafka_headers}, and what ties the
 * event to its chain and its trace under the names that other systems look for.
 */
final class RecordHeaders {
  private static final String SETTING = "kafka_headers";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final List<String> CARRIED = List.of(Events.CORRELATION_ID, Events.TRACE_PARENT);

  private final Map<String, String> fixed;

  private RecordHeaders(Map<String, String> fixed) {
    this.fixed = fixed;
  }

  /** Those of {@code kafka_headers}: {@code site=dc1, team=net}. */
  static RecordHeaders parse(Settings settings) {
    Map<String, String> fixed = new LinkedHashMap<>();
    for (String each : settings.text(SETTING, "").split(",", -1)) {
      if (each.isBlank()) continue;
      int equals = each.indexOf('=');
      String name = each.substring(0, Math.max(0, equals)).trim();
      problem(name).ifPresent(why -> settings.problem(SETTING + ": " + each.trim() + " " + why));
      fixed.put(name, each.substring(equals + 1).trim());
    }
    return new RecordHeaders(fixed);
  }

  private static Optional<String> problem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean taken =
        lower.startsWith("ce_") || lower.equals("content-type") || CARRIED.contains(lower);
    if (taken) return Optional.of("has a name that the event's own headers have");
    if (NAME.matcher(name).matches()) return Optional.empty();
    return Optional.of("is not name=value, the name of letters, digits, '.', '_' and '-'");
  }

  void addTo(Headers headers, CloudEvent event) {
    fixed.forEach((name, value) -> add(headers, name, value));
    for (String name : CARRIED) {
      Events.extension(event, name).ifPresent(value -> add(headers, name, value));
    }
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
