package io.cvpfunctions.lab.cloudvision;

/** The releases whose REST API differs in what a poll can see. */
public enum Generation {
  /**
   * {@code getInventory.do}, switches spelt yes and no, a lost session is 200 with an error body.
   */
  V2018_1("2018.1.4", false, false, GrpcPort.NONE),
  /** {@code /inventory/devices} and {@code /inventory/containers}; booleans partly strings. */
  V2018_2("2018.2.5", true, false, GrpcPort.NONE),
  /** JSON booleans, service accounts, and the resource APIs on a port of their own. */
  V2021_1("2021.1.0", true, true, GrpcPort.OWN),
  /** The same, with the resource APIs on the port of everything else. */
  V2021_3("2021.3.0", true, true, GrpcPort.SAME),
  /** The last releases on premises. */
  V2025_2("2025.2.0", true, true, GrpcPort.SAME),
  /** The hosted service: tokens only, and no {@code /web}. */
  CVAAS("CVaaS", true, true, GrpcPort.SAME);

  private final String version;
  private final boolean devices;
  private final boolean serviceAccounts;
  private final GrpcPort grpcPort;

  Generation(String version, boolean devices, boolean serviceAccounts, GrpcPort grpcPort) {
    this.version = version;
    this.devices = devices;
    this.serviceAccounts = serviceAccounts;
    this.grpcPort = grpcPort;
  }

  public String version() {
    return version;
  }

  /**
   * Whether there is {@code /inventory/devices}; without it, who is in no container is listed
   * nowhere.
   */
  public boolean hasInventoryDevices() {
    return devices;
  }

  boolean hasServiceAccounts() {
    return serviceAccounts;
  }

  GrpcPort grpcPort() {
    return grpcPort;
  }

  /** GetSome came to one service after the other from 2023.2. */
  boolean hasGetSome() {
    return compareTo(V2025_2) >= 0;
  }

  boolean hasPasswordLogin() {
    return this != CVAAS;
  }

  SessionLost usualSessionLost() {
    return devices ? SessionLost.STATUS_401 : SessionLost.ERROR_BODY;
  }
}
