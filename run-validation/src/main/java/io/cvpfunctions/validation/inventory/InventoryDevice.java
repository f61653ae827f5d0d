package io.cvpfunctions.validation.inventory;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** One device of an inventory: its name, where it is reached, its tags. Immutable. */
public final class InventoryDevice {
  private final String name;
  private final String host;
  private final int port;
  private final Set<String> tags;

  InventoryDevice(String name, String host, int port, Set<String> tags) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
  }

  public String name() {
    return name;
  }

  public String host() {
    return host;
  }

  /** 0 for the usual one. */
  public int port() {
    return port;
  }

  /** Its own name is one of them, as in ANTA. */
  public Set<String> tags() {
    Set<String> all = new LinkedHashSet<>(tags);
    all.add(name);
    return all;
  }

  boolean isAt(InventoryDevice other) {
    return host.equals(other.host) && port == other.port;
  }

  /** The same with the tags of the other, too. */
  InventoryDevice with(InventoryDevice other) {
    Set<String> both = new LinkedHashSet<>(tags);
    both.addAll(other.tags);
    return new InventoryDevice(name, host, port, both);
  }

  @Override
  public String toString() {
    return name + " at " + host + (port == 0 ? "" : ":" + port);
  }
}
