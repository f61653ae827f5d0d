package io.cvpfunctions.watcher.commands;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A network such as {@code 10.0.0.0/8}, to look whether an address is in it. */
final class Cidr {
  private final byte[] base;
  private final int length;

  private Cidr(byte[] base, int length) {
    this.base = base;
    this.length = length;
  }

  /** Empty where it is none; an address alone is a network of one. */
  static Optional<Cidr> of(String text) {
    String[] parts = text.trim().split("/", 2);
    Optional<byte[]> base = bytes(parts[0]);
    if (base.isEmpty()) return Optional.empty();
    int most = base.get().length * 8;
    String length = parts.length == 1 ? Integer.toString(most) : parts[1];
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) return Optional.empty();
    return Optional.of(new Cidr(base.get(), Integer.parseInt(length)));
  }

  /** Whether the text is an address in it; names are not resolved. */
  boolean holds(String address) {
    return bytes(address).filter(it -> it.length == base.length).filter(this::within).isPresent();
  }

  private boolean within(byte[] address) {
    return prefix(address).equals(prefix(base));
  }

  private BigInteger prefix(byte[] address) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - length);
  }

  private static Optional<byte[]> bytes(String address) {
    if (!address.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) return Optional.empty();
    try {
      return Optional.of(InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
