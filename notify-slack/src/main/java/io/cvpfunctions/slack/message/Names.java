package io.cvpfunctions.slack.message;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists of foreign names, of which as many are shown as fit, and all are counted. */
final class Names {
  private static final int FOR_THE_REST = 24;

  private Names() {}

  static <T> List<String> of(Collection<T> things, Function<T, String> name) {
    return things.stream().map(name).collect(Collectors.toList());
  }

  /** The first {@code most}, each cut to {@code limit} and on a line, then how many more. */
  static Mrkdwn lines(List<String> texts, int most, int limit) {
    Mrkdwn lines = Mrkdwn.empty();
    texts.stream().limit(most).forEach(text -> lines.say("\n• ").code(text, limit));
    int more = texts.size() - most;
    return more > 0 ? lines.say("\n• and " + more + " more") : lines;
  }

  /** The first names that fit into {@code limit}, then how many more there are. */
  static Mrkdwn listed(List<String> names, int limit) {
    Mrkdwn list = Mrkdwn.empty();
    int length = 0;
    for (int i = 0; i < names.size(); i++) {
      Mrkdwn next = Mrkdwn.of(i == 0 ? "" : ", ").code(names.get(i), Foreign.NAME);
      length += next.length();
      if (i > 0 && length > limit - FOR_THE_REST) {
        return list.say(" and " + (names.size() - i) + " more");
      }
      list.add(next);
    }
    return list;
  }
}
