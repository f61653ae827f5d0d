package io.cvpfunctions.lab.month.judge;

import static java.util.stream.Collectors.groupingBy;

import io.cvpfunctions.lab.month.truth.DeviceTruth;
import io.cvpfunctions.lab.month.truth.Stay;
import io.cvpfunctions.lab.month.truth.Truth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each device was told to be, in order, is where it was: no stay missed that could be seen,
 * none made up, the last one told last.
 */
final class PlacementCheck {
  private static final Set<String> PLACING =
      Set.of(
          "cvp.device.added", "cvp.device.moved", "cvp.device.removed", "cvp.device.unprovisioned");

  private final Truth truth;
  private final Evidence evidence;
  private final Judgement judgement;

  PlacementCheck(Truth truth, Evidence evidence, Judgement judgement) {
    this.truth = truth;
    this.evidence = evidence;
    this.judgement = judgement;
  }

  void run() {
    Set<String> ids = new HashSet<>();
    Map<String, List<Published>> told =
        evidence.published().stream()
            .filter(each -> PLACING.contains(each.type()) && ids.add(each.id()))
            .collect(groupingBy(Published::key));
    for (DeviceTruth device : truth.devices()) {
      String serial = device.facts().serial();
      List<Published> about = told.getOrDefault(serial, List.of());
      judge(device, about.stream().map(PlacementCheck::place).toList());
    }
    told.keySet().stream()
        .filter(serial -> truth.find(serial).isEmpty())
        .forEach(serial -> judgement.found(Promise.LIE, "there is no device " + serial));
  }

  private static String place(Published event) {
    String to = event.data().at("/to/name").asText();
    if (event.type().equals("cvp.device.removed")) return Stay.GONE;
    return event.type().equals("cvp.device.unprovisioned") ? "(unprovisioned)" : to;
  }

  private void judge(DeviceTruth device, List<String> told) {
    List<Stay> stays = new ArrayList<>(device.stays());
    if (device.baseline()) stays.remove(0);
    int next = 0;
    for (Stay stay : stays) {
      boolean said = next < told.size() && told.get(next).equals(stay.container());
      if (said) next++;
      if (stay.mustBeTold()) judgement.count("stays that had to be told", 1);
      if (stay.mustBeTold() && !said) {
        judgement.found(Promise.LOSS, name(device) + " in " + stay + ", told was " + told);
      }
    }
    if (next < told.size()) {
      String where = String.join(", ", told.subList(next, told.size()));
      judgement.found(Promise.LIE, name(device) + " was never like this: " + where);
    }
  }

  private static String name(DeviceTruth device) {
    return device.facts().hostname() + " (" + device.facts().serial() + ")";
  }
}
