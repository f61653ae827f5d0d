package io.cvpfunctions.devicemove;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tags as a record has them: names, separated by commas. */
final class Tags {
  private Tags() {}

  /** Whether those wanted are among those held. */
  static boolean hold(String held, String wanted) {
    return split(held).containsAll(split(wanted));
  }

  /** Those wanted too; what somebody else gave stays. */
  static String with(String held, String wanted) {
    Set<String> all = new LinkedHashSet<>(split(held));
    all.addAll(split(wanted));
    return String.join(",", all);
  }

  private static List<String> split(String tags) {
    return tags.isEmpty() ? List.of() : Arrays.asList(tags.split(",", -1));
  }
}
