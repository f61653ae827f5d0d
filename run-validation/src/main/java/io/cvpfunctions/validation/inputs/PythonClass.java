package io.cvpfunctions.validation.inputs;

import java.util.regex.PatternSyntaxException;

/** A class of characters of a regular expression of Python, written for Java. */
final class PythonClass {
  private final String text;
  private final StringBuilder java = new StringBuilder("[");
  private int at;

  private PythonClass(String text, int start) {
    this.text = text;
    this.at = start + 1;
  }

  /** The class whose bracket is at that place. */
  static PythonClass read(String text, int start) {
    PythonClass found = new PythonClass(text, start);
    found.read();
    return found;
  }

  String java() {
    return java.toString();
  }

  /** Where what comes behind it starts. */
  int end() {
    return at;
  }

  /** A bracket right at the start belongs to the class. */
  private void read() {
    if (is('^', at)) java.append(text.charAt(at++));
    do item();
    while (!is(']', at));
    java.append(']');
    at++;
  }

  private boolean is(char wanted, int where) {
    if (where < text.length()) return text.charAt(where) == wanted;
    throw new PatternSyntaxException("unterminated character set", text, where);
  }

  private void item() {
    PythonEscape first = single();
    java.append(first.java());
    if (!is('-', at) || is(']', at + 1)) return;
    at++;
    PythonEscape second = single();
    if (!first.isCharacter() || !second.isCharacter() || first.character() > second.character()) {
      throw new PatternSyntaxException("bad character range", text, at);
    }
    java.append('-').append(second.java());
  }

  private PythonEscape single() {
    PythonEscape found =
        is('\\', at)
            ? PythonEscape.readInClass(text, at)
            : PythonEscape.character(
                text.codePointAt(at), at + Character.charCount(text.codePointAt(at)));
    at = found.end();
    return found;
  }
}
