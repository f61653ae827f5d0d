package io.cvpfunctions.lab.month.judge;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.month.truth.ContainerTruth;
import io.cvpfunctions.lab.month.truth.DeviceTruth;
import io.cvpfunctions.lab.month.truth.Stay;
import io.cvpfunctions.lab.month.truth.Truth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The CMDB has one record for each device that has a name and a place, and every field is so. */
final class CmdbCheck {
  private static final String UNDEFINED = "Undefined";

  private final Truth truth;
  private final Evidence evidence;
  private final Judgement judgement;

  CmdbCheck(Truth truth, Evidence evidence, Judgement judgement) {
    this.truth = truth;
    this.evidence = evidence;
    this.judgement = judgement;
  }

  void run() {
    Map<String, Map<String, String>> held = new HashMap<>();
    for (Map<String, String> each : evidence.records()) {
      String serial = each.getOrDefault("serial", "");
      if (held.put(serial, each) != null) differs(serial, "two records");
    }
    for (DeviceTruth device : truth.devices()) {
      String serial = device.facts().serial();
      compare(serial, expected(device), held.getOrDefault(serial, Map.of()));
      held.remove(serial);
    }
    held.keySet().forEach(serial -> differs(serial, "a record of a device that never was"));
  }

  private void compare(String serial, Map<String, String> so, Map<String, String> held) {
    if (so.isEmpty() || held.isEmpty()) {
      if (!so.isEmpty()) differs(serial, "no record, it is " + so);
      if (!held.isEmpty()) differs(serial, "no record was to be, there is " + held);
      return;
    }
    judgement.count("records", 1);
    so.forEach(
        (field, value) -> {
          judgement.count("fields of records", 1);
          String other = held.getOrDefault(field, "");
          if (other.equals(value)) return;
          differs(serial, field + " is " + value + ", the CMDB says " + other);
        });
  }

  private void differs(String serial, String how) {
    judgement.found(Promise.CMDB, serial + ": " + how);
  }

  /** Empty where there is to be no record. */
  private Map<String, String> expected(DeviceTruth device) {
    Map<String, String> fields = new LinkedHashMap<>();
    Device facts = device.facts();
    List<String> places = device.stays().stream().map(Stay::container).toList();
    boolean gone = device.place().equals(Stay.GONE);
    String place = gone ? places.get(places.size() - 2) : device.place();
    boolean nameless = facts.hostname().equals("localhost");
    if (nameless || place.equals(UNDEFINED) || device.successor().isPresent()) return fields;
    fields.put("name", facts.hostname());
    fields.put("model", facts.model());
    fields.put("address", facts.ip());
    fields.put("software_version", facts.version());
    fields.put("status", gone ? "offline" : "active");
    fields.put("streaming", gone ? "removed" : streaming(device));
    truth.container(place).ifPresent(container -> put(fields, container));
    return fields;
  }

  /**
   * As it was when the device was told of last: that one falls silent, or comes back, is told by
   * nothing of its own.
   */
  private String streaming(DeviceTruth device) {
    String now = device.streaming() ? "active" : "inactive";
    return evidence
        .taken("device-move")
        .filter(each -> each.subject().equals(device.facts().serial()))
        .map(each -> each.data().at("/device/streamingStatus").asText(now))
        .reduce(now, (before, last) -> last);
  }

  private static void put(Map<String, String> fields, ContainerTruth container) {
    fields.put("site", container.site());
    fields.put("role", container.role());
    fields.put("container", container.name());
    fields.put("container_key", container.key());
    fields.put("container_path", container.path());
  }
}
