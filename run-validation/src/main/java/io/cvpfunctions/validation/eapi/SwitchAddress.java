package io.cvpfunctions.validation.eapi;

import java.util.List;
import java.util.Optional;

/** Which switch to connect to, and what is known of it before. Immutable. */
public final class SwitchAddress {
  private final String name;
  private final String host;
  private final int port;
  private final String serialNumber;
  private final List<String> labels;

  private SwitchAddress(
      String name, String host, int port, String serialNumber, List<String> labels) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.serialNumber = serialNumber;
    this.labels = List.copyOf(labels);
  }

  /**
   * A switch by the name people use and its host name or address.
   *
   * @param port 0 for the usual one
   * @param serialNumber null where it is not known
   * @param labels its containers and tags, which choose the login
   */
  public static SwitchAddress of(
      String name, String host, int port, String serialNumber, List<String> labels) {
    return new SwitchAddress(name, host, port, serialNumber, labels);
  }

  public String name() {
    return name;
  }

  public String host() {
    return host;
  }

  int port(int usual) {
    return port == 0 ? usual : port;
  }

  public Optional<String> serialNumber() {
    return Optional.ofNullable(serialNumber);
  }

  List<String> labels() {
    return labels;
  }

  @Override
  public String toString() {
    return name.equals(host) ? name : name + " at " + host;
  }
}
