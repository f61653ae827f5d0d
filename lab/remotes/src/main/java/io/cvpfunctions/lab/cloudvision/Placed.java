package io.cvpfunctions.lab.cloudvision;

/** A device and the key of its container; an empty key means unprovisioned. */
record Placed(Device device, String containerKey) {
  boolean provisioned() {
    return !containerKey.isEmpty();
  }
}
