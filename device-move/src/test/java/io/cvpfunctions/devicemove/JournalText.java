package io.cvpfunctions.devicemove;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people read in a journal, in the short form that the contract has. */
public final class JournalText {
  private static final Pattern MOVE =
      Pattern.compile(
          "(?s)(?:(?:Moved from `?(.+?)`? to |Seen in )`?(.+?)`?(?: by `?(\\S+?)`?)? at \\S+:"
              + "|(.+?) at \\S+:) (?:record )?(\\w+).*Event `?(\\S+?)`? of .*");

  private JournalText() {}

  /** As {@code e1: Undefined -> DC1-Leaf by cvpadmin, created}. */
  public static String entry(String text) {
    Matcher move = MOVE.matcher(text);
    if (!move.matches()) throw new AssertionError("no journal entry of ours: " + text);
    return String.format(
        "%s: %s -> %s by %s, %s",
        move.group(6), move.group(1), move.group(2), move.group(3), move.group(5));
  }
}
