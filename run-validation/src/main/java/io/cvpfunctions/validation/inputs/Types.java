package io.cvpfunctions.validation.inputs;

import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.Source.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The types that inputs are made of, as lenient with what a person writes as ANTA is. */
public final class Types {
  private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");
  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+(_\\d+)*(\\.0*)?");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(_\\d+)*(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  private Types() {}

  /** A text; a number is none, so versions and route distinguishers have to be quoted. */
  public static InputType text() {
    return (value, at) -> {
      if (value.is(Kind.TEXT)) return value.text();
      String hint =
          value.is(Kind.INTEGER) || value.is(Kind.DECIMAL) ? "; put quotes around it" : "";
      return wrong(value, at, "a text", hint);
    };
  }

  /** A text that a rule rewrites, or rejects by an empty answer. */
  public static InputType text(String what, Function<String, Optional<String>> rule) {
    return (value, at) -> {
      if (!value.is(Kind.TEXT)) return wrong(value, at, what, "");
      Optional<String> text = rule.apply(value.text());
      return text.isPresent() ? text.get() : wrong(value, at, what, "");
    };
  }

  /** One of these texts, exactly. */
  public static InputType oneOf(String... words) {
    return oneOf(UnaryOperator.identity(), words);
  }

  /** One of these texts, once the rule has rewritten what was given. */
  public static InputType oneOf(UnaryOperator<String> rule, String... words) {
    List<String> known = List.of(words);
    String what = "one of " + String.join(", ", known);
    return text(what, text -> Optional.of(rule.apply(text)).filter(known::contains));
  }

  /** One of these whole numbers; true is 1, and 2.0 is 2, but a text is no number. */
  public static InputType oneOf(long... numbers) {
    List<Long> known = new ArrayList<>();
    for (long number : numbers) known.add(number);
    String what = "one of " + known.toString().replaceAll("[\\[\\]]", "");
    return (value, at) -> {
      Optional<Long> number =
          (value.is(Kind.TEXT) ? Optional.<BigInteger>empty() : integer(value))
              .filter(whole -> whole.bitLength() < Long.SIZE)
              .map(BigInteger::longValue);
      return known.contains(number.orElse(null)) ? number.get() : wrong(value, at, what, "");
    };
  }

  /** A whole number within the bounds, both included. */
  public static InputType integer(long least, long most) {
    String what = "a whole number" + bounds(least, most);
    return (value, at) -> {
      Optional<BigInteger> number = integer(value);
      if (number.isEmpty()) return wrong(value, at, what, "");
      boolean within =
          number.get().compareTo(BigInteger.valueOf(least)) >= 0
              && number.get().compareTo(BigInteger.valueOf(most)) <= 0;
      return within ? (Object) number.get().longValue() : wrong(value, at, what, "");
    };
  }

  /** Any whole number. */
  public static InputType integer() {
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** The number of a VLAN. */
  public static InputType vlan() {
    return integer(0, 4094);
  }

  /** The number of a TCP or UDP port. */
  public static InputType port() {
    return integer(1, 65535);
  }

  /** The number of a VXLAN segment. */
  public static InputType vni() {
    return integer(1, 16777215);
  }

  /** A part of a hundred. */
  public static InputType percent() {
    return number(0, 100);
  }

  /** A text of that form. */
  public static InputType matching(String what, String form) {
    Pattern pattern = Pattern.compile(form);
    return text(what, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
  }

  /** The name of a host; an IPv4 address has the same form. */
  public static InputType hostname() {
    String label = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    return matching("the name or IPv4 address of a host", "(?:" + label + "\\.)*" + label);
  }

  /** A whole number, zero or more. */
  public static InputType natural() {
    return integer(0, Long.MAX_VALUE);
  }

  /** A whole number above zero. */
  public static InputType positive() {
    return integer(1, Long.MAX_VALUE);
  }

  /** Any number. */
  public static InputType number() {
    return number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** A number within the bounds, both included. */
  public static InputType number(double least, double most) {
    boolean bounded = !Double.isInfinite(most);
    String what = "a number" + (bounded ? " from " + least + " to " + most : "");
    return (value, at) -> {
      Optional<Double> number = decimal(value);
      boolean within = number.isPresent() && number.get() >= least && number.get() <= most;
      return within ? (Object) number.get() : wrong(value, at, what, "");
    };
  }

  /** True or false, in any of the words people use. */
  public static InputType flag() {
    return (value, at) -> {
      if (value.is(Kind.BOOLEAN)) return value.truth();
      String word = value.is(Kind.TEXT) ? value.text().toLowerCase(Locale.ROOT) : number(value);
      if (TRUE.contains(word)) return true;
      return FALSE.contains(word) ? (Object) false : wrong(value, at, "true or false", "");
    };
  }

  /** A list of that type, empty or not. */
  public static InputType list(InputType type) {
    return (value, at) -> {
      if (!value.is(Kind.LIST)) return wrong(value, at, "a list", "");
      List<Object> elements = new ArrayList<>();
      int index = 0;
      for (Source element : value.elements()) {
        elements.add(type.read(element, at.element(index++)));
      }
      return elements.contains(null) ? null : List.copyOf(elements);
    };
  }

  /** A list of which each value counts once. */
  public static InputType set(InputType type) {
    InputType list = list(type);
    return (value, at) -> {
      List<?> read = (List<?>) list.read(value, at);
      return read == null ? null : List.copyOf(new LinkedHashSet<>(read));
    };
  }

  /** A list of at least that many. */
  public static InputType list(InputType type, int least) {
    InputType list = list(type);
    return (value, at) -> {
      List<?> read = (List<?>) list.read(value, at);
      if (read == null || read.size() >= least) return read;
      return wrong(value, at, "a list of at least " + least, "");
    };
  }

  /** A mapping from the one type to the other. */
  public static InputType map(InputType key, InputType type) {
    return (value, at) -> {
      if (!value.is(Kind.MAP)) return wrong(value, at, "a mapping", "");
      Map<String, Object> map = new LinkedHashMap<>();
      boolean valid = true;
      for (Source.Entry entry : value.entries()) {
        Object name = key.read(entry.key(), at);
        Object read = type.read(entry.value(), at.key(entry.key().text()));
        valid &= name != null && read != null;
        if (map.put(String.valueOf(name), read) != null) {
          valid = false;
          at.key(entry.key().text()).problem(entry.key(), "is given twice");
        }
      }
      return valid ? Collections.unmodifiableMap(map) : null;
    };
  }

  /** The first of the types that takes the value; the words say what all of them take. */
  public static InputType anyOf(String what, InputType... types) {
    return (value, at) -> {
      for (InputType type : types) {
        Object read = type.read(value, at.trying(new ArrayList<>()));
        if (read != null) return read;
      }
      return wrong(value, at, what, "");
    };
  }

  private static Optional<BigInteger> integer(Source value) {
    if (value.is(Kind.INTEGER)) return Optional.of(value.integer());
    if (value.is(Kind.BOOLEAN)) return Optional.of(BigInteger.valueOf(value.truth() ? 1 : 0));
    if (value.is(Kind.DECIMAL)) return whole(value.decimal());
    String text = value.is(Kind.TEXT) ? value.text().trim() : "";
    if (!INTEGER.matcher(text).matches() || text.length() > 4300) return Optional.empty();
    return Optional.of(new BigInteger(text.replaceAll("\\..*|_|^\\+", "")));
  }

  private static Optional<BigInteger> whole(double number) {
    boolean integral = !Double.isInfinite(number) && number == Math.rint(number);
    return integral ? Optional.of(new BigDecimal(number).toBigInteger()) : Optional.empty();
  }

  private static Optional<Double> decimal(Source value) {
    if (value.is(Kind.INTEGER) || value.is(Kind.DECIMAL)) return Optional.of(value.decimal());
    if (value.is(Kind.BOOLEAN)) return Optional.of(value.truth() ? 1.0 : 0.0);
    String text = value.is(Kind.TEXT) ? value.text().trim() : "";
    if (!NUMBER.matcher(text).matches()) return Optional.empty();
    return Optional.of(Double.parseDouble(text.replace("_", "")));
  }

  private static String number(Source value) {
    return integer(value).map(BigInteger::toString).orElse("");
  }

  private static String bounds(long least, long most) {
    if (least == Long.MIN_VALUE) return "";
    if (most == Long.MAX_VALUE) return least == 0 ? ", zero or more" : " of at least " + least;
    return " from " + least + " to " + most;
  }

  private static Object wrong(Source value, Reading at, String expected, String hint) {
    at.problem(value, "expected " + expected + ", but it is " + value.quoted() + hint);
    return null;
  }
}
