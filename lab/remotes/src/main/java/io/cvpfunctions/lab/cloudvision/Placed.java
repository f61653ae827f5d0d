package io.cvpfunctions.lab.cloudvision;

/** A device and the key of its container; an empty key means unprovisioned. */
record Placed(Device device, String containerKey, Condition condition) {
  boolean provisioned() {
    return !containerKey.isEmpty();
  }

  Placed in(String key) {
    return new Placed(device, key, condition);
  }

  Placed being(Condition other) {
    return new Placed(device, containerKey, other);
  }

  Placed known(Device as) {
    return new Placed(as, containerKey, condition);
  }
}
