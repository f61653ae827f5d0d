package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of the Kafka topic for an event: fixed, or with something of the event in it. */
final class KafkaTopic {
  private static final String SETTING = "kafka_topic";
  private static final Pattern PLACE = Pattern.compile("\\{(type|severity|container)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final String RULE = "at most 249 letters, digits, '.', '_' and '-'";

  /** What stands for a severity or a container that an event does not have. */
  private static final String NONE = "none";

  private final String template;
  private final boolean fixed;

  private KafkaTopic(String template) {
    this.template = template;
    this.fixed = !PLACE.matcher(template).find();
  }

  static KafkaTopic parse(Settings settings) {
    KafkaTopic topic = new KafkaTopic(settings.text(SETTING, "cvp-events"));
    if (!isName(PLACE.matcher(topic.template).replaceAll("x"))) {
      settings.problem(
          SETTING
              + "="
              + topic.template
              + " is not the name of a Kafka topic: "
              + RULE
              + ", and {type}, {severity} and {container} for the event's");
    }
    return topic;
  }

  /** The name, where it is the same for every event. */
  Optional<String> fixed() {
    return fixed ? Optional.of(template) : Optional.empty();
  }

  /** The topic for that event. */
  String of(CloudEvent event, EventFields fields) {
    if (fixed) return template;
    String name = PLACE.matcher(template).replaceAll(place -> value(place.group(1), event, fields));
    if (isName(name)) return name;
    String error =
        "the type "
            + event.getType()
            + " cannot be part of a Kafka topic, which kafka_topic="
            + template
            + " wants: "
            + RULE;
    throw new ProblemException(Problem.rejected(List.of(error)));
  }

  /** Type names are made for such places; what people call their containers is not. */
  private static String value(String place, CloudEvent event, EventFields fields) {
    if (place.equals("type")) return Matcher.quoteReplacement(event.getType());
    Optional<String> value = place.equals("severity") ? fields.severity() : fields.container();
    return value.map(text -> text.replaceAll("[^A-Za-z0-9._-]", "-")).orElse(NONE);
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
