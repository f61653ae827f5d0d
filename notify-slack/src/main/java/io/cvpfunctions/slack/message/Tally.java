package io.cvpfunctions.slack.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often each name came up, the most frequent first. Immutable. */
final class Tally {
  private final List<Map.Entry<String, Integer>> counts;

  private Tally(Map<String, Integer> counts) {
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    this.counts = sorted;
  }

  static <T> Tally of(List<T> things, Function<T, String> name) {
    return new Tally(
        things.stream()
            .collect(Collectors.toMap(name, thing -> 1, Integer::sum, LinkedHashMap::new)));
  }

  /** The first {@code most} names with their counts, then the sum of all others. */
  Mrkdwn listed(int most) {
    Mrkdwn text = Mrkdwn.empty();
    String separator = "";
    for (Map.Entry<String, Integer> count : counts.subList(0, Math.min(most, counts.size()))) {
      text.say(separator).code(count.getKey()).say(" " + count.getValue());
      separator = ", ";
    }
    int others = counts.stream().skip(most).mapToInt(Map.Entry::getValue).sum();
    return others == 0 ? text : text.say(", others " + others);
  }
}
