package io.cvpfunctions.runtime;

import java.util.Iterator;
import java.util.List;

/** Writes the few JSON objects that the runtime itself says. */
final class Json {
  /** A text longer than this, as bytes on the wire, is cut: of-watchdog reads 64 KiB a line. */
  private static final int LONGEST_TEXT = 40 * 1024;

  private Json() {}

  /** Names and values in turn; a null value is left out. */
  static String object(Object... namesAndValues) {
    StringBuilder out = new StringBuilder(128).append('{');
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) continue;
      if (out.length() > 1) out.append(',');
      text(out, namesAndValues[i].toString());
      out.append(':');
      value(out, namesAndValues[i + 1]);
    }
    return out.append('}').toString();
  }

  private static void value(StringBuilder out, Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof List) {
      list(out, (List<?>) value);
    } else {
      text(out, value.toString());
    }
  }

  private static void list(StringBuilder out, List<?> values) {
    out.append('[');
    for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
      value(out, each.next());
      if (each.hasNext()) out.append(',');
    }
    out.append(']');
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      int before = out.length();
      character(out, text.charAt(i));
      bytes += text.charAt(i) < 0x80 ? out.length() - before : 3;
      if (bytes > LONGEST_TEXT && !Character.isHighSurrogate(text.charAt(i))) {
        out.append("… (cut)");
        break;
      }
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
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
