package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.routing.DeviceName;
import io.cvpfunctions.watcher.sources.Sources;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices that the state knows, found by whatever people call them.
 *
 * <p>A device may be in a container, and have tags beside that: then the container is its place.
 */
final class KnownDevices {
  private final List<Stored> all;

  /** Those in containers, and those with tags. */
  KnownDevices(Database database) {
    this(database.<List<Stored>>read(KnownDevices::stored));
  }

  /** The same, as the caller's transaction sees them. */
  KnownDevices(Connection connection) throws SQLException {
    this(stored(connection));
  }

  /** Those alone. */
  private KnownDevices(List<Stored> devices) {
    all = devices;
  }

  private static List<Stored> stored(Connection connection) throws SQLException {
    List<Stored> stored = new ArrayList<>(PlacementTable.all(connection, Sources.CONTAINER));
    boolean containers = !stored.isEmpty();
    for (String each : PlacementTable.dimensions(connection)) {
      if (each.equals(Sources.CONTAINER) || (containers && each.equals(Sources.STAND_IN))) continue;
      stored.addAll(PlacementTable.all(connection, each));
    }
    return stored;
  }

  /** Every place and every tag, device by device. */
  List<Stored> all() {
    return all;
  }

  /** The containers; where there are no containers, the tags. */
  List<Stored> places() {
    List<Stored> containers =
        all.stream().filter(each -> each.placement().container().label().isEmpty()).toList();
    return containers.isEmpty() ? all : containers;
  }

  /** The place and the tags of that very device. */
  KnownDevices only(String identity) {
    return new KnownDevices(
        all.stream().filter(each -> each.placement().identity().equals(identity)).toList());
  }

  /**
   * Those with that serial number, MAC address, hostname, FQDN or IP address, at their places; a
   * device that has tags alone, beside others in containers, by these.
   */
  List<Stored> named(String name) {
    List<Stored> placed = places().stream().filter(each -> isNamed(each, name)).toList();
    if (!placed.isEmpty()) return placed;
    return all.stream().filter(each -> isNamed(each, name)).toList();
  }

  private static boolean isNamed(Stored stored, String name) {
    return DeviceName.of(stored.placement().device()).stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Whether there is a device with that name, or with one that the glob means. */
  boolean has(DeviceName name) {
    return all.stream().anyMatch(each -> name.means(each.placement().device()));
  }

  /** Those in a container of that name or key, with that tag, or what else the glob means. */
  List<Stored> in(String container) {
    ContainerLimit limit = ContainerLimit.of(List.of(container));
    return all.stream().filter(each -> limit.includes(each.placement().container())).toList();
  }
}
