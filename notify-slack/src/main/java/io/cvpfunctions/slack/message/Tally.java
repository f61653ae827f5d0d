package io.cvpfunctions.slack.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often each name came up. Immutable. */
final class Tally {
  private final List<Map.Entry<String, Integer>> counts;

  private Tally(Map<String, Integer> counts, Comparator<Map.Entry<String, Integer>> order) {
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(order);
    this.counts = sorted;
  }

  /** The most frequent first. */
  static <T> Tally of(List<T> things, Function<T, String> name) {
    return new Tally(count(things, name), Map.Entry.comparingByValue(Comparator.reverseOrder()));
  }

  /** In an order of the names. */
  static <T> Tally of(List<T> things, Function<T, String> name, Comparator<String> order) {
    return new Tally(count(things, name), Map.Entry.comparingByKey(order));
  }

  private static <T> Map<String, Integer> count(List<T> things, Function<T, String> name) {
    return things.stream()
        .collect(Collectors.toMap(name, thing -> 1, Integer::sum, LinkedHashMap::new));
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
