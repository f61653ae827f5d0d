package io.cvpfunctions.validation.eapi;

import java.util.List;

/** Which switch to connect to, and what is known of it before. Immutable. */
public final class SwitchAddress {
  private final String name;
  private final String host;
  private final int port;
  private final DeviceId id;
  private final List<String> labels;

  private SwitchAddress(String name, String host, int port, DeviceId id, List<String> labels) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.id = id;
    this.labels = List.copyOf(labels);
  }

  /**
   * A switch by the name people use and its host name or address.
   *
   * @param port 0 for the usual one
   * @param id which switch it has to be, as far as that is known
   * @param labels its containers and tags, which choose the login
   */
  public static SwitchAddress of(
      String name, String host, int port, DeviceId id, List<String> labels) {
    return new SwitchAddress(name, host, port, id, labels);
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

  /** Which switch it has to be, as far as that is known. */
  public DeviceId id() {
    return id;
  }

  List<String> labels() {
    return labels;
  }

  @Override
  public String toString() {
    return name.equals(host) ? name : name + " at " + host;
  }
}
