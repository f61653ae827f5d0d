package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at all that device-move reads, and at what it may write as far as a list tells of that when
 * it is asked for its options. Used once.
 */
final class InventoryCheck {
  private static final String CUSTOM_FIELDS = "extras/custom-fields";
  private static final Map<String, String> METHODS = Map.of("add", "POST", "change", "PUT");

  private final NetBoxApi api;
  private final String fieldName;
  private final CmdbPolicy policy;
  private final Map<String, List<String>> needs = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private boolean tellsOptions;
  private boolean maySomething;

  InventoryCheck(NetBoxApi api, String fieldName, CmdbPolicy policy) {
    this.api = api;
    this.fieldName = fieldName;
    this.policy = policy;
  }

  /** These lists have to be readable; and those permissions are needed, if {@code writes}. */
  InventoryCheck needs(boolean writes, List<String> permissions, String... paths) {
    for (String path : paths) needs.put(path, writes ? permissions : List.of());
    return this;
  }

  /** A server that cannot be asked at all is said once, by the failure itself. */
  List<String> run(Budget budget) {
    needs.forEach((path, permissions) -> reads(path, budget));
    if (!wrong.isEmpty()) return wrong;
    List<String> lacking = new ArrayList<>();
    needs.forEach((path, permissions) -> lacking.addAll(lacking(path, permissions, budget)));
    if (maySomething) wrong.addAll(lacking);
    else if (tellsOptions) wrong.add(api.name() + ": the token may write nothing: see that it may");
    wrong.addAll(customFields(budget));
    return wrong;
  }

  private void reads(String path, Budget budget) {
    try {
      api.some(path, each -> true, budget, "limit", "1");
    } catch (CallFailedException failure) {
      if (failure.kind() != CallFailedException.Kind.OPERATOR) throw failure;
      if (!wrong.contains(failure.getMessage())) wrong.add(failure.getMessage());
    }
  }

  /** Options name the methods that are allowed, and leave out that where none is. */
  private List<String> lacking(String path, List<String> permissions, Budget budget) {
    if (permissions.isEmpty()) return List.of();
    Answer answer = api.options(path, budget);
    if (!answer.ok() || answer.json().isEmpty()) return List.of();
    tellsOptions = true;
    JsonNode actions = answer.json().get().path("actions");
    List<String> lacking = new ArrayList<>();
    for (String permission : permissions) {
      if (names(actions, METHODS.get(permission))) maySomething = true;
      else lacking.add(api.failures(permission, path).lacking());
    }
    return lacking;
  }

  /** NetBox has an object of them, Nautobot a list. */
  private static boolean names(JsonNode actions, String method) {
    if (actions.has(method)) return true;
    for (JsonNode each : actions) if (each.asText().equals(method)) return true;
    return false;
  }

  /** Those that are missing are made with the first record, where that is allowed. */
  private List<String> customFields(Budget budget) {
    List<String> missing = new ArrayList<>(CustomFields.all());
    api.all(CUSTOM_FIELDS, each -> true, budget)
        .forEach(each -> missing.remove(each.path(fieldName).asText()));
    if (missing.isEmpty() || policy.proposes()) return List.of();
    if (policy.createsMissing()) return lacking(CUSTOM_FIELDS, List.of("add"), budget);
    return List.of(
        api.name()
            + ": these custom fields of devices are missing, make them: "
            + String.join(", ", missing));
  }
}
