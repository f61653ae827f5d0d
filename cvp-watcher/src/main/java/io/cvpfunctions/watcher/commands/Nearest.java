package io.cvpfunctions.watcher.commands;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the name that somebody may have meant. */
final class Nearest {
  private static final int SLIP = 2;

  private Nearest() {}

  /** The nearest of them, however far. */
  static String of(String text, Collection<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String name : new TreeSet<>(names)) {
      int distance = distance(text, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  /** The nearest of them, where it is a slip away, or the text is how one begins. */
  static Optional<String> near(String text, Collection<String> names) {
    String best = of(text, names);
    if (distance(text, best) <= SLIP) return Optional.of(best);
    return new TreeSet<>(names).stream().filter(name -> name.startsWith(text)).findFirst();
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
