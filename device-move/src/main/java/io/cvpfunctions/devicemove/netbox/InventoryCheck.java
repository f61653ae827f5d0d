package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.ArrayList;
import java.util.List;

/** Looks at all that device-move reads, and at nothing twice. */
final class InventoryCheck {
  private final NetBoxApi api;
  private final String fieldName;
  private final List<String> read;

  InventoryCheck(NetBoxApi api, String fieldName, List<String> read) {
    this.api = api;
    this.fieldName = fieldName;
    this.read = read;
  }

  /** A server that cannot be asked at all is said once, by the failure itself. */
  List<String> run(Budget budget) {
    List<String> wrong = new ArrayList<>();
    for (String path : read) {
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
        .forEach(each -> missing.remove(each.path(fieldName).asText()));
    if (missing.isEmpty()) return List.of();
    return List.of(
        api.name()
            + ": these custom fields of devices are made with the first record, or by you: "
            + String.join(", ", missing));
  }
}
