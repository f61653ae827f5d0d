package io.cvpfunctions.validation.inventory;

import io.cvpfunctions.validation.inputs.Addresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses in a row, the first and the last included. Immutable. */
final class AddressRange {
  /** Nobody checks more switches in one run; a network typed too wide is told. */
  static final int LARGEST = 65_536;

  private final BigInteger first;
  private final BigInteger last;
  private final int bytes;

  private AddressRange(BigInteger first, BigInteger last, int bytes) {
    this.first = first;
    this.last = last;
    this.bytes = bytes;
  }

  /** Of two addresses of one family. */
  static AddressRange of(String start, String end) {
    byte[] first = bytes(start);
    return new AddressRange(number(first), number(bytes(end)), first.length);
  }

  /** All of a network, the network's own and the broadcast address included, as ANTA has it. */
  static AddressRange of(String network) {
    int slash = network.indexOf('/');
    byte[] start = bytes(network.substring(0, slash));
    int host = start.length * Byte.SIZE - Integer.parseInt(network.substring(slash + 1));
    BigInteger size = BigInteger.ONE.shiftLeft(host);
    return new AddressRange(
        number(start), number(start).add(size).subtract(BigInteger.ONE), start.length);
  }

  /** What is wrong with a range from the one to the other. */
  static Optional<String> problem(String start, String end) {
    if ((start + end).indexOf('%') >= 0) return Optional.of("a range has no zone");
    byte[] first = bytes(start);
    byte[] last = bytes(end);
    if (first.length != last.length) return Optional.of("start and end are not of one family");
    boolean backwards = number(first).compareTo(number(last)) > 0;
    return backwards ? Optional.of("its end comes before its start") : Optional.empty();
  }

  boolean isTooLarge() {
    return last.subtract(first).compareTo(BigInteger.valueOf(LARGEST)) >= 0;
  }

  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    for (BigInteger at = first; at.compareTo(last) <= 0; at = at.add(BigInteger.ONE)) {
      addresses.add(text(at));
    }
    return addresses;
  }

  private String text(BigInteger number) {
    byte[] digits = number.toByteArray();
    byte[] address = new byte[bytes];
    int length = Math.min(digits.length, bytes);
    System.arraycopy(digits, digits.length - length, address, bytes - length, length);
    try {
      return Addresses.canonical(InetAddress.getByAddress(address).getHostAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static BigInteger number(byte[] address) {
    return new BigInteger(1, address);
  }

  /** Of a literal, which is never looked up. */
  private static byte[] bytes(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return text(first) + " to " + text(last);
  }
}
