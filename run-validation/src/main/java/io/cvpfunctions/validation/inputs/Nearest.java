package io.cvpfunctions.validation.inputs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds what somebody probably meant to write. */
public final class Nearest {
  private static final int FURTHEST = 3;

  private Nearest() {}

  /** The known name that takes the fewest changes, where it takes few. */
  public static Optional<String> of(String name, Supplier<? extends Collection<String>> known) {
    String best = null;
    int fewest = Math.min(FURTHEST, Math.max(1, name.length() / 3)) + 1;
    for (String candidate : known.get()) {
      int changes = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (changes < fewest) {
        fewest = changes;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /** One problem for each name asked for that there is not: these words, it, what was meant. */
  public static List<String> unknown(String what, Set<String> asked, Collection<String> known) {
    List<String> problems = new ArrayList<>();
    for (String name : asked) {
      if (known.contains(name)) continue;
      String like = of(name, () -> known).map(near -> "; did you mean " + near + "?").orElse("");
      problems.add(what + name + like);
    }
    return problems;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
