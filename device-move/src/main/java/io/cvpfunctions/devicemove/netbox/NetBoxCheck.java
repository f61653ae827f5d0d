package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.ArrayList;
import java.util.List;

/** Looks at all that device-move reads in NetBox, and at nothing twice. */
final class NetBoxCheck {
  private static final List<String> READ =
      List.of(
          "dcim/devices",
          "dcim/sites",
          "dcim/locations",
          "dcim/device-roles",
          "dcim/manufacturers",
          "dcim/device-types",
          "dcim/platforms",
          "dcim/interfaces",
          "ipam/ip-addresses",
          "extras/tags",
          "extras/journal-entries");

  private final NetBoxApi api;

  NetBoxCheck(NetBoxApi api) {
    this.api = api;
  }

  /** A server that cannot be asked at all is said once, by the failure itself. */
  List<String> run(Budget budget) {
    List<String> wrong = new ArrayList<>();
    for (String path : READ) {
      try {
        api.some(path, each -> true, budget, "limit", "1");
      } catch (CallFailedException failure) {
        if (failure.kind() != CallFailedException.Kind.OPERATOR) throw failure;
        if (!wrong.contains(failure.getMessage())) wrong.add(failure.getMessage());
      }
    }
    if (wrong.isEmpty()) wrong.addAll(customFields(budget));
    return wrong;
  }

  private List<String> customFields(Budget budget) {
    List<String> missing = new ArrayList<>(CustomFields.all());
    api.all("extras/custom-fields", each -> true, budget)
        .forEach(each -> missing.remove(each.path("name").asText()));
    if (missing.isEmpty()) return List.of();
    return List.of(
        NetBox.NAME
            + ": these custom fields of devices are made with the first record, or by you: "
            + String.join(", ", missing));
  }
}
