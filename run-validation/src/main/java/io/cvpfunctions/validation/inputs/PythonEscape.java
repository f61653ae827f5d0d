package io.cvpfunctions.validation.inputs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A backslash of a regular expression of Python, with what stands behind it. Immutable. */
final class PythonEscape {
  private static final String SETS = "dDsSwW";
  private static final Pattern NUMBERED =
      Pattern.compile("x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]{0,2}|[0-3][0-7]{2}");
  private static final Pattern OCTAL_IN_CLASS = Pattern.compile("[0-3]?[0-7]{1,2}");
  private static final Pattern GROUP = Pattern.compile("[1-9]\\d?");
  private static final Pattern CHARACTER = Pattern.compile("N\\{([^}]+)}");
  private static final String CONTROLS = "abfnrtv";
  private static final String CONTROL_CHARACTERS = "\u0007\b\f\n\r\t\u000b";

  private final String java;
  private final int character;
  private final int end;

  private PythonEscape(String java, int character, int end) {
    this.java = java;
    this.character = character;
    this.end = end;
  }

  /** The one at that place outside of a class of characters. */
  static PythonEscape read(String text, int at, PythonGroups groups) {
    char next = next(text, at);
    if ((SETS + "AbB").indexOf(next) >= 0) return new PythonEscape("\\" + next, -1, at + 2);
    if (next == 'Z') return new PythonEscape("\\z", -1, at + 2);
    Matcher octal = OCTAL.matcher(text).region(at + 1, text.length());
    if (octal.lookingAt()) return character(Integer.parseInt(octal.group(), 8), octal.end());
    Matcher group = GROUP.matcher(text).region(at + 1, text.length());
    if (!group.lookingAt()) return common(text, at);
    return new PythonEscape(groups.same(Integer.parseInt(group.group())), -1, group.end());
  }

  /** The one at that place inside of a class. */
  static PythonEscape readInClass(String text, int at) {
    char next = next(text, at);
    if (SETS.indexOf(next) >= 0) return new PythonEscape("\\" + next, -1, at + 2);
    Matcher octal = OCTAL_IN_CLASS.matcher(text).region(at + 1, text.length());
    if (octal.lookingAt()) return character(Integer.parseInt(octal.group(), 8), octal.end());
    return common(text, at);
  }

  private static char next(String text, int at) {
    if (at + 1 == text.length()) throw new PatternSyntaxException("nothing behind \\", text, at);
    return text.charAt(at + 1);
  }

  private static PythonEscape common(String text, int at) {
    char next = text.charAt(at + 1);
    int control = CONTROLS.indexOf(next);
    if (control >= 0) return character(CONTROL_CHARACTERS.charAt(control), at + 2);
    Matcher numbered = NUMBERED.matcher(text).region(at + 1, text.length());
    if (numbered.lookingAt()) return numbered(text, numbered);
    Matcher named = CHARACTER.matcher(text).region(at + 1, text.length());
    if (named.lookingAt()) return named(text, named);
    if (next < 128 && Character.isLetterOrDigit(next)) {
      throw new PatternSyntaxException("bad escape \\" + next, text, at);
    }
    int literal = text.codePointAt(at + 1);
    return character(literal, at + 1 + Character.charCount(literal));
  }

  private static PythonEscape numbered(String text, Matcher numbered) {
    long number = Long.parseLong(numbered.group().substring(1), 16);
    if (number <= Character.MAX_CODE_POINT) return character((int) number, numbered.end());
    throw new PatternSyntaxException("no such character", text, numbered.start());
  }

  private static PythonEscape named(String text, Matcher named) {
    try {
      return character(Character.codePointOf(named.group(1)), named.end());
    } catch (IllegalArgumentException unknown) {
      throw new PatternSyntaxException("no such character", text, named.start());
    }
  }

  /** A character as it is, at the end of whatever stood for it. */
  static PythonEscape character(int character, int end) {
    return new PythonEscape(String.format("\\x{%x}", character), character, end);
  }

  String java() {
    return java;
  }

  /** Whether it stands for one character, and not for a set, a place or a group. */
  boolean isCharacter() {
    return character >= 0;
  }

  int character() {
    return character;
  }

  /** Where what comes behind it starts. */
  int end() {
    return end;
  }
}
