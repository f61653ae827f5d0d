package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The networks in which switches may be connected to: who can send us an event could otherwise have
 * us try passwords anywhere. Immutable.
 */
final class Networks {
  private static final String SETTING = "eapi_allowed_networks";
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final List<String> ALL = List.of("0.0.0.0/0", "::/0");

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  static Networks from(Settings settings) {
    String text = settings.requiredText(SETTING, "the networks of the switches' addresses, CIDRs");
    List<Network> networks = new ArrayList<>();
    for (String cidr : text.trim().split("[\\s,]+", -1)) {
      if (cidr.isEmpty()) continue;
      Optional<Network> network = Network.parse(cidr);
      network.ifPresent(networks::add);
      if (network.isEmpty()) {
        settings.problem(SETTING + ": " + cidr + " is not a network such as 10.0.0.0/8");
      }
    }
    return new Networks(List.copyOf(networks));
  }

  /** Any address, where a person has listed the devices. */
  static Networks anywhere() {
    return new Networks(
        ALL.stream().map(Network::parse).flatMap(Optional::stream).collect(Collectors.toList()));
  }

  /** Those of the addresses that may be connected to. */
  List<InetAddress> allowed(List<InetAddress> addresses) {
    List<InetAddress> allowed = new ArrayList<>();
    for (InetAddress address : addresses) {
      if (networks.stream().anyMatch(network -> network.contains(address))) allowed.add(address);
    }
    return allowed;
  }

  /** The networks as they were written. */
  List<String> written() {
    return networks.stream().map(network -> network.written).collect(Collectors.toList());
  }

  private static final class Network {
    private final String written;
    private final byte[] start;
    private final int length;

    private Network(String written, byte[] start, int length) {
      this.written = written;
      this.start = start;
      this.length = length;
    }

    private static Optional<Network> parse(String cidr) {
      int slash = cidr.indexOf('/');
      String address = slash < 0 ? cidr : cidr.substring(0, slash);
      if (!LITERAL.matcher(address).matches()) return Optional.empty();
      try {
        byte[] start = InetAddress.getByName(address).getAddress();
        int bits = start.length * Byte.SIZE;
        int length = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
        return length < 0 || length > bits
            ? Optional.empty()
            : Optional.of(new Network(cidr, start, length));
      } catch (UnknownHostException | NumberFormatException notANetwork) {
        return Optional.empty();
      }
    }

    private boolean contains(InetAddress address) {
      byte[] bytes = address.getAddress();
      if (bytes.length != start.length) return false;
      for (int bit = 0; bit < length; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        int at = bit / Byte.SIZE;
        if ((bytes[at] & mask) != (start[at] & mask)) return false;
      }
      return true;
    }
  }
}
