package io.cvpfunctions.runtime;

import java.util.Iterator;
import java.util.List;

/** Writes the few JSON objects that the runtime itself says. */
final class Json {
  /**
   * All texts of an object together, as bytes on the wire; the one that exceeds it is cut, and
   * those after it are empty. of-watchdog reads 64 KiB a line.
   */
  private static final int LONGEST = 52 * 1024;

  /** Of one text, so that something is left for the next. */
  private static final int LONGEST_TEXT = LONGEST / 2;

  private static final String CUT = "… (cut)";

  private final StringBuilder out = new StringBuilder(128);
  private int room = LONGEST;

  private Json() {}

  /** Names and values in turn; a null value is left out. */
  static String object(Object... namesAndValues) {
    Json json = new Json();
    json.members(namesAndValues);
    return json.out.toString();
  }

  private void members(Object[] namesAndValues) {
    out.append('{');
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) continue;
      if (out.length() > 1) out.append(',');
      out.append('"').append(namesAndValues[i]).append('"');
      out.append(':');
      value(namesAndValues[i + 1]);
    }
    out.append('}');
  }

  private void value(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof List) {
      list((List<?>) value);
    } else {
      text(value.toString());
    }
  }

  private void list(List<?> values) {
    out.append('[');
    for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
      value(each.next());
      if (each.hasNext()) out.append(',');
    }
    out.append(']');
  }

  private void text(String text) {
    int least = Math.max(0, room - LONGEST_TEXT);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      if (room <= least && !Character.isLowSurrogate(text.charAt(i))) {
        out.append(CUT);
        break;
      }
      int before = out.length();
      character(text.charAt(i));
      room -= text.charAt(i) < 0x80 ? out.length() - before : 3;
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"':
        out.append("\\\"");
        break;
      case '\\':
        out.append("\\\\");
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\t':
        out.append("\\t");
        break;
      default:
        if (c < 0x20 || c == 0x7f) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
    }
  }
}
