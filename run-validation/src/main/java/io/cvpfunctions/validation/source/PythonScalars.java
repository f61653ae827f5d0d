package io.cvpfunctions.validation.source;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What an unquoted word of YAML 1.1 is, by PyYAML's rules: {@code on} is true, {@code 010} is 8,
 * {@code 10:20} counts in sixties, and {@code 1e5}, having no point, is a text.
 */
final class PythonScalars extends Resolver {
  private static final Pattern BOOL =
      Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern INT =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}"
              + ":[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");
  private static final Set<String> TRUE = Set.of("yes", "true", "on");
  private static final BigInteger SIXTY = BigInteger.valueOf(60);

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
    addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
    addImplicitResolver(Tag.INT, INT, "-+0123456789");
    addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
    addImplicitResolver(Tag.NULL, NULL, "~nN\0");
    addImplicitResolver(Tag.TIMESTAMP, TIMESTAMP, "0123456789");
  }

  static boolean truth(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  static BigInteger integer(String written) {
    String digits = written.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) digits = digits.substring(1);
    BigInteger value = unsigned(digits);
    return negative ? value.negate() : value;
  }

  private static BigInteger unsigned(String digits) {
    if (digits.startsWith("0b")) return new BigInteger(digits.substring(2), 2);
    if (digits.startsWith("0x")) return new BigInteger(digits.substring(2), 16);
    if (digits.length() > 1 && digits.startsWith("0")) return new BigInteger(digits, 8);
    BigInteger value = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      value = value.multiply(SIXTY).add(new BigInteger(part));
    }
    return value;
  }

  static double decimal(String written) {
    String text = written.replace("_", "").toLowerCase(Locale.ROOT);
    boolean negative = text.startsWith("-");
    if (negative || text.startsWith("+")) text = text.substring(1);
    double value = unsignedDecimal(text);
    return negative ? -value : value;
  }

  private static double unsignedDecimal(String text) {
    if (text.equals(".inf")) return Double.POSITIVE_INFINITY;
    if (text.equals(".nan")) return Double.NaN;
    double value = 0;
    for (String part : text.split(":", -1)) value = value * 60 + Double.parseDouble(part);
    return value;
  }
}
