package io.cvpfunctions.validation.inputs;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as people write them for Python, in which ANTA's catalogs have them. */
public final class PythonPatterns {
  private PythonPatterns() {}

  /** A regular expression, which has to be valid. */
  public static InputType input() {
    return Types.text("a valid regular expression", PythonPatterns::valid);
  }

  /** The text where it is a valid regular expression. */
  public static Optional<String> valid(String text) {
    try {
      compile(text, 0);
      return Optional.of(text);
    } catch (PatternSyntaxException invalid) {
      return Optional.empty();
    }
  }

  /** The pattern, with Java's flags for what it should do besides. */
  public static Pattern compile(String text, int flags) {
    String java = PythonPatternReader.toJava(text);
    return Pattern.compile(java, flags | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
  }
}
