package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.validation.engine.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What agreeing with ANTA means: the same result, the same parts by status, as many messages, and
 * every value of ANTA's message in ours; the sentences are our own.
 */
final class Agreement {
  /** What is a value wherever it stands: numbers, addresses, names with a digit in them. */
  private static final Pattern VALUE =
      Pattern.compile("[\\w%*./:-]*[\\d/_][\\w./:%-]*|\\b(?:True|False|None)\\b");

  private static final Pattern FIELD = Pattern.compile("[a-z]\\w*");

  private static final Pattern WORD = Pattern.compile("[\\w./:-]*\\w");

  private Agreement() {}

  static void check(JsonNode vector, Finding finding) {
    check(
        vector,
        finding.verdict().word(),
        finding.parts().stream().map(part -> part.result().word()).toList(),
        finding.messages());
  }

  static void check(JsonNode vector, String verdict, List<String> parts, List<String> messages) {
    JsonNode expected = vector.path("anta_actual");
    String result = expected.path("result").asText();
    if (result.equals("unset")) {
      assertThat(verdict).isEqualTo("skipped");
      return;
    }
    assertThat(verdict).as("%s", messages).isEqualTo(result);
    if (result.equals("error") || !expected.has("messages")) return;
    List<String> theirs = new ArrayList<>();
    expected.path("atomic_results").forEach(part -> theirs.add(part.path("result").asText()));
    assertThat(parts).containsExactlyElementsOf(theirs);
    assertThat(messages).as("%s", expected).hasSameSizeAs(expected.path("messages"));
    Set<String> known = new HashSet<>();
    addValues(vector.path("inputs"), known);
    addValues(vector.path("eos_data"), known);
    for (int i = 0; i < messages.size(); i++) {
      String message = expected.path("messages").get(i).asText();
      String ours = messages.get(i);
      assertThat(values(message, known))
          .as(message)
          .allMatch(value -> stands(value, ours), "stands in: " + ours);
    }
  }

  /** As a whole: neither is Ethernet1 there with Ethernet11, nor 10 with 10.5. */
  private static boolean stands(String value, String ours) {
    String whole = "(?<![\\w])(?<!\\w[./:-])" + Pattern.quote(value) + "(?!\\w|[./:-]\\w)";
    return Pattern.compile(whole).matcher(ours).find();
  }

  private static void addValues(JsonNode node, Set<String> values) {
    if (node.isTextual()) values.add(node.textValue());
    node.fieldNames().forEachRemaining(name -> addKey(name, values));
    node.forEach(child -> addValues(child, values));
  }

  /** Keys that are names of things, which the model's own fields never look like. */
  private static void addKey(String name, Set<String> values) {
    if (!FIELD.matcher(name).matches()) values.add(name);
  }

  private static Set<String> values(String message, Set<String> known) {
    Set<String> values = new LinkedHashSet<>();
    VALUE.matcher(message).results().forEach(m -> values.add(m.group().replaceAll("[.:,]+$", "")));
    WORD.matcher(message)
        .results()
        .map(MatchResult::group)
        .filter(known::contains)
        .forEach(values::add);
    return values;
  }
}
