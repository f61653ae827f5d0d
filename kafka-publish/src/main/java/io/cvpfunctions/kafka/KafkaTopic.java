package io.cvpfunctions.kafka;

import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of the Kafka topic for an event: fixed, or with the event's type in it. */
final class KafkaTopic {
  private static final String SETTING = "kafka_topic";
  private static final String TYPE = "{type}";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final String RULE = "at most 249 letters, digits, '.', '_' and '-'";

  private final String template;

  private KafkaTopic(String template) {
    this.template = template;
  }

  static KafkaTopic parse(Settings settings) {
    KafkaTopic topic = new KafkaTopic(settings.text(SETTING, "cvp-events"));
    if (!isName(topic.with("type"))) {
      settings.problem(
          SETTING
              + "="
              + topic.template
              + " is not the name of a Kafka topic: "
              + RULE
              + ", and {type} for the event's type");
    }
    return topic;
  }

  /** The name, where it is the same for every event. */
  Optional<String> fixed() {
    return template.contains(TYPE) ? Optional.empty() : Optional.of(template);
  }

  /** The topic for events of that type. */
  String of(String type) {
    String name = with(type);
    if (isName(name)) return name;
    String error =
        "the type "
            + type
            + " cannot be part of a Kafka topic, which kafka_topic="
            + template
            + " wants"
            + ": "
            + RULE;
    throw new ProblemException(Problem.rejected(List.of(error)));
  }

  private String with(String type) {
    return template.replace(TYPE, type);
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
