package io.cvpfunctions.watcher.commands;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Looks for devices that would be taken for each other, or could not be validated. */
final class DevicesCheck {
  private static final int NAMED = 10;

  /** What switches are called before anybody named them. */
  private static final String UNNAMED = "localhost";

  private static final String NAME_THEM =
      "Give each one of its own: they cannot be told apart in messages and records.";

  private final Today today;

  DevicesCheck(Today today) {
    this.today = today;
  }

  void run(Findings findings) {
    List<Placement> devices = today.placements();
    alike(devices, each -> each.device().identity(), "serial number", findings);
    alike(devices, each -> hostname(each.device()), "hostname", findings);
    today.answers().forEach((function, it) -> addresses(function, it.path("addresses"), findings));
  }

  private static String hostname(Device device) {
    String name = device.hostname().orElse("").toLowerCase(Locale.ROOT);
    return name.equals(UNNAMED) ? "" : name;
  }

  private static void alike(
      List<Placement> devices, Function<Placement, String> key, String what, Findings findings) {
    Map<String, List<Placement>> groups =
        devices.stream().collect(groupingBy(key, TreeMap::new, toList()));
    groups.remove("");
    groups.values().removeIf(group -> group.size() < 2);
    groups.entrySet().stream()
        .limit(NAMED)
        .forEach(each -> findings.warning(alike(each, what), NAME_THEM));
    if (groups.size() > NAMED) {
      findings.warning(
          "so have the devices of " + (groups.size() - NAMED) + " more groups", "As above.");
    }
  }

  private static String alike(Map.Entry<String, List<Placement>> group, String what) {
    String devices =
        group.getValue().stream().limit(NAMED).map(Placement::toString).collect(joining(", "));
    return "%d devices have the %s %s: %s"
        .formatted(group.getValue().size(), what, group.getKey(), devices);
  }

  /** A name is resolved by the function, when it connects: what comes of that is not known here. */
  private void addresses(String function, JsonNode limits, Findings findings) {
    if (!limits.path("field").asText().equals("ipAddress")) return;
    List<Cidr> networks = new ArrayList<>();
    limits.path("networks").forEach(each -> Cidr.of(each.asText()).ifPresent(networks::add));
    List<Placement> used =
        today.placements().stream().filter(each -> !each.container().isUndefined()).toList();
    if (used.isEmpty()) return;
    List<Device> outside =
        used.stream().map(Placement::device).filter(each -> isOutside(each, networks)).toList();
    if (outside.isEmpty()) {
      findings.ok(function + " may connect to all " + used.size() + " devices in containers");
      return;
    }
    findings.warning(
        "%s may not connect to %d of %d devices in containers: %s"
            .formatted(function, outside.size(), used.size(), named(outside)),
        "Add their networks to its eapi_allowed_networks, or give them addresses within.");
  }

  private static boolean isOutside(Device device, List<Cidr> networks) {
    String address = device.ipAddress().orElse("");
    return networks.stream().noneMatch(each -> each.holds(address));
  }

  private static String named(List<Device> devices) {
    String first =
        devices.stream()
            .limit(NAMED)
            .map(each -> each + " at " + each.ipAddress().orElse("no address"))
            .collect(joining(", "));
    return devices.size() > NAMED ? first + ", ..." : first;
  }
}
