package io.cvpfunctions.validation.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes numbers as Python does, since messages carry them and ANTA's users compare them. */
public final class PythonNumbers {
  private PythonNumbers() {}

  /** As {@code repr} writes a float: {@code 75.0}, {@code 1e-07}, {@code 1e+16}. */
  public static String show(double value) {
    if (Double.isNaN(value)) return "nan";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    if (value == 0) return 1 / value < 0 ? "-0.0" : "0.0";
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = digits.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + exponent(exponent);
  }

  /** What was computed of these values: whole where all of them are, as in Python. */
  public static String show(double result, Tree... of) {
    boolean whole = Stream.of(of).allMatch(Tree::isInteger);
    return whole ? new BigDecimal(result).toBigInteger().toString() : show(result);
  }

  /** The number that a text is, where Python takes it for a whole one. */
  public static long integer(String text) {
    if (text.trim().matches("[-+]?\\d{1,18}")) return Long.parseLong(text.trim());
    throw new UnexpectedReplyException("'" + text + "' is not a whole number");
  }

  /** The whole number that a value is, a text or one with decimals cut off. */
  public static long integer(Tree value) {
    return value.isText() ? integer(value.text()) : (long) value.number();
  }

  /** As {@code :.2f} writes a float: rounded half to even on its exact binary value. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return show(value);
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** As {@code :.2e} writes a float: rounded half to even on its exact binary value. */
  public static String scientific(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return show(value);
    MathContext digits = new MathContext(decimals + 1, RoundingMode.HALF_EVEN);
    BigDecimal rounded = new BigDecimal(value).round(digits);
    boolean zero = rounded.signum() == 0;
    int exponent = zero ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa = rounded.movePointLeft(exponent).setScale(decimals).toPlainString();
    return mantissa + exponent(exponent);
  }

  private static String exponent(int exponent) {
    return String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** The fewest digits that read back as the same float; JDKs before 19 do not print these. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < 17; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) return rounded.stripTrailingZeros();
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }
}
