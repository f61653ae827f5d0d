package io.cvpfunctions.lab.cloudvision;

/** The releases whose REST API differs in what a poll can see. */
public enum Generation {
  /**
   * {@code getInventory.do}, switches spelt yes and no, a lost session is 200 with an error body.
   */
  V2018_1("2018.1.4", false, false),
  /** {@code /inventory/devices} and {@code /inventory/containers}; booleans partly strings. */
  V2018_2("2018.2.5", true, false),
  /** The same with JSON booleans and service accounts. */
  V2021_3("2021.3.0", true, true),
  /** The last releases on premises. */
  V2025_2("2025.2.0", true, true),
  /** The hosted service: tokens only, and no {@code /web}. */
  CVAAS("CVaaS", true, true);

  private final String version;
  private final boolean devices;
  private final boolean serviceAccounts;

  Generation(String version, boolean devices, boolean serviceAccounts) {
    this.version = version;
    this.devices = devices;
    this.serviceAccounts = serviceAccounts;
  }

  public String version() {
    return version;
  }

  boolean hasInventoryDevices() {
    return devices;
  }

  boolean hasServiceAccounts() {
    return serviceAccounts;
  }

  boolean hasPasswordLogin() {
    return this != CVAAS;
  }

  SessionLost usualSessionLost() {
    return devices ? SessionLost.STATUS_401 : SessionLost.ERROR_BODY;
  }
}
