package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The key of an event's record, which is the unit that keeps its order: the same key is the same
 * partition.
 */
final class RecordKey {
  private static final String SETTING = "kafka_key";
  private static final String SUBJECT = "subject";
  private static final Map<String, BiFunction<CloudEvent, EventFields, String>> WORDS =
      Map.of(
          SUBJECT,
          (event, fields) -> subject(event),
          "event",
          (event, fields) -> fields.eventKey().orElseGet(() -> subject(event)),
          "title",
          (event, fields) -> fields.title().orElse(event.getType()));

  private final BiFunction<CloudEvent, EventFields, String> way;

  private RecordKey(BiFunction<CloudEvent, EventFields, String> way) {
    this.way = way;
  }

  /** As {@code kafka_key} says: one of the words, or a JSON pointer into the event's data. */
  static RecordKey parse(Settings settings, String unset) {
    String word = settings.text(SETTING, unset);
    if (WORDS.containsKey(word)) return new RecordKey(WORDS.get(word));
    if (!word.startsWith("/")) {
      String known = "subject, event, title, or a JSON pointer into data, as /device/hostname";
      settings.problem(SETTING + "=" + word + " is not one of " + known);
      return new RecordKey(WORDS.get(SUBJECT));
    }
    return new RecordKey((event, fields) -> fields.at(word).orElseGet(() -> subject(event)));
  }

  /** Where an event has no title, its type; where it lacks anything else, its subject or id. */
  String of(CloudEvent event, EventFields fields) {
    return way.apply(event, fields);
  }

  private static String subject(CloudEvent event) {
    String subject = event.getSubject();
    return subject == null || subject.isBlank() ? event.getId() : subject;
  }
}
