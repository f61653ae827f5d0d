package io.cvpfunctions.validation.inputs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as people write them, brought into the one form they are compared in. */
public final class Addresses {
  private static final Pattern V4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern MAC =
      Pattern.compile(
          "(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}"
              + "|(?:[0-9a-fA-F]{2}-){5}[0-9a-fA-F]{2}"
              + "|(?:[0-9a-fA-F]{4}\\.){2}[0-9a-fA-F]{4}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int GROUPS = 8;

  private Addresses() {}

  /** An IPv4 address. */
  public static InputType v4() {
    return Types.text("an IPv4 address", Addresses::v4);
  }

  /** A MAC address in any of its forms, read in lower case with colons. */
  public static InputType mac() {
    return Types.text("a MAC address such as 00:1c:73:00:dc:01", Addresses::mac);
  }

  private static Optional<String> mac(String text) {
    if (!MAC.matcher(text).matches()) return Optional.empty();
    String digits = text.replaceAll("[.:-]", "").toLowerCase(Locale.ROOT);
    return Optional.of(digits.replaceAll("(..)(?!$)", "$1:"));
  }

  /** An IPv6 address. */
  public static InputType v6() {
    return Types.text("an IPv6 address", Addresses::v6);
  }

  /** An IPv4 or IPv6 address. */
  public static InputType any() {
    return Types.text("an IPv4 or IPv6 address", text -> v4(text).or(() -> v6(text)));
  }

  /** An address in the form in which it is compared; any other text as it is. */
  public static String canonical(String address) {
    return v4(address).or(() -> v6(address)).orElse(address);
  }

  /** The area of an OSPF network, as an address or as a number, read as an address. */
  public static InputType ospfArea() {
    InputType address = v4();
    InputType number = Types.integer(0, 0xffffffffL);
    InputType either = Types.anyOf("an OSPF area such as 0 or 0.0.0.0", address, number);
    return (value, at) -> {
      Object area = either.read(value, at);
      return area instanceof Long ? dotted((Long) area) : area;
    };
  }

  private static String dotted(long bits) {
    return (bits >> 24 & 255)
        + "."
        + (bits >> 16 & 255)
        + "."
        + (bits >> 8 & 255)
        + "."
        + (bits & 255);
  }

  /** An IPv4 address with the length of its network; without one it is /32. */
  public static InputType v4Interface() {
    return Types.text("an IPv4 address with a mask such as 10.0.0.1/24", Addresses::withMask);
  }

  /** An IPv4 or IPv6 address with the length of its network; without one it is a host's. */
  public static InputType anyInterface() {
    return Types.text(
        "an address with a mask such as 10.0.0.1/24 or 2001:db8::1/64",
        text -> withMask(text).or(() -> v6WithMask(text)));
  }

  private static Optional<String> v6WithMask(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) return v6(text).map(address -> address + "/128");
    String length = text.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > 128) return Optional.empty();
    return v6(text.substring(0, slash)).map(a -> a + "/" + Integer.parseInt(length));
  }

  private static Optional<String> withMask(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) return v4(text).map(address -> address + "/32");
    Optional<Integer> length = length(text.substring(slash + 1));
    return v4(text.substring(0, slash)).flatMap(address -> length.map(l -> address + "/" + l));
  }

  /** An IPv4 network, of which no bit is set behind its mask; without a mask it is a host's. */
  public static InputType v4Network() {
    return Types.text("an IPv4 network such as 10.0.0.0/24", Addresses::v4Network);
  }

  /** An IPv4 or IPv6 network, of which no bit is set behind its mask. */
  public static InputType anyNetwork() {
    return Types.text(
        "a network such as 10.0.0.0/24 or 2001:db8::/32",
        text -> v4Network(text).or(() -> v6Network(text)));
  }

  private static Optional<String> v4Network(String text) {
    return withMask(text).filter(network -> hasNoHost(network, 32));
  }

  private static Optional<String> v6Network(String text) {
    if (text.indexOf('%') >= 0) return Optional.empty();
    return v6WithMask(text).filter(network -> hasNoHost(network, 128));
  }

  private static boolean hasNoHost(String network, int bits) {
    int slash = network.indexOf('/');
    int host = bits - Integer.parseInt(network.substring(slash + 1));
    String address = network.substring(0, slash);
    BigInteger number = bits == 32 ? number(List.of(address.split("\\.", -1))) : number(address);
    return number.signum() == 0 || number.getLowestSetBit() >= host;
  }

  private static BigInteger number(List<String> parts) {
    BigInteger number = BigInteger.ZERO;
    for (String part : parts) number = number.shiftLeft(8).or(new BigInteger(part));
    return number;
  }

  /** The number of an IPv6 address in its compressed form. */
  private static BigInteger number(String v6) {
    int gap = v6.indexOf("::");
    List<Integer> all = groups(gap < 0 ? v6 : v6.substring(0, gap));
    List<Integer> tail = gap < 0 ? List.of() : groups(v6.substring(gap + 2));
    while (all.size() + tail.size() < GROUPS) all.add(0);
    all.addAll(tail);
    BigInteger number = BigInteger.ZERO;
    for (int group : all) number = number.shiftLeft(16).or(BigInteger.valueOf(group));
    return number;
  }

  /** A number of bits, or a dotted mask. */
  private static Optional<Integer> length(String mask) {
    if (mask.matches("\\d{1,2}")) return Optional.of(Integer.valueOf(mask)).filter(l -> l <= 32);
    Optional<String> dotted = v4(mask);
    if (dotted.isEmpty()) return Optional.empty();
    long bits = 0;
    for (String part : dotted.get().split("\\.", -1)) bits = bits << 8 | Long.parseLong(part);
    int ones = Long.bitCount(bits);
    long expected = (0xffffffffL << (32 - ones)) & 0xffffffffL;
    return bits == expected ? Optional.of(ones) : Optional.empty();
  }

  /** The address where it is one; leading zeros are refused, since some read them as octal. */
  static Optional<String> v4(String text) {
    Matcher matcher = V4.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    for (int i = 1; i <= 4; i++) {
      String part = matcher.group(i);
      boolean octal = part.length() > 1 && part.startsWith("0");
      if (octal || Integer.parseInt(part) > 255) return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The address where it is one, compressed and in lower case; a zone behind it stays. */
  static Optional<String> v6(String written) {
    int zone = written.indexOf('%');
    if (zone < 0) return v6WithoutZone(written);
    String name = written.substring(zone);
    if (name.length() == 1 || name.indexOf('%', 1) > 0) return Optional.empty();
    return v6WithoutZone(written.substring(0, zone)).map(address -> address + name);
  }

  private static Optional<String> v6WithoutZone(String written) {
    Optional<String> text = withoutDots(written);
    if (text.isEmpty()) return Optional.empty();
    int gap = text.get().indexOf("::");
    if (gap != text.get().lastIndexOf("::")) return Optional.empty();
    List<Integer> head = groups(gap < 0 ? text.get() : text.get().substring(0, gap));
    List<Integer> tail = gap < 0 ? new ArrayList<>() : groups(text.get().substring(gap + 2));
    if (head == null || tail == null) return Optional.empty();
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) return Optional.empty();
    for (int i = 0; i < missing; i++) head.add(0);
    head.addAll(tail);
    return Optional.of(compressed(head));
  }

  /** The last 32 bits may be written as an IPv4 address. */
  private static Optional<String> withoutDots(String text) {
    if (text.indexOf('.') < 0) return Optional.of(text).filter(t -> t.indexOf(':') >= 0);
    int last = text.lastIndexOf(':');
    if (last < 0 || v4(text.substring(last + 1)).isEmpty()) return Optional.empty();
    String[] parts = text.substring(last + 1).split("\\.", -1);
    int high = Integer.parseInt(parts[0]) << 8 | Integer.parseInt(parts[1]);
    int low = Integer.parseInt(parts[2]) << 8 | Integer.parseInt(parts[3]);
    String head = text.substring(0, last + 1);
    return Optional.of(head + Integer.toHexString(high) + ":" + Integer.toHexString(low));
  }

  private static List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) return groups;
    for (String group : text.split(":", -1)) {
      if (!GROUP.matcher(group).matches()) return null;
      groups.add(Integer.parseInt(group, 16));
    }
    return groups;
  }

  private static String compressed(List<Integer> groups) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups.get(end) == 0) end++;
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    if (start < 0) return hex(groups);
    return hex(groups.subList(0, start)) + "::" + hex(groups.subList(start + length, GROUPS));
  }

  private static String hex(List<Integer> groups) {
    List<String> texts = new ArrayList<>();
    groups.forEach(group -> texts.add(Integer.toHexString(group)));
    return String.join(":", texts);
  }
}
