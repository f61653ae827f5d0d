package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Tasks: the list, one of them, executing and cancelling. */
final class TaskApi {
  private final Inventory inventory;

  TaskApi(Inventory inventory) {
    this.inventory = inventory;
  }

  void addTo(Routes routes) {
    routes.get("/task/getTasks.do", this::list);
    routes.get("/task/getTaskById.do", this::one);
    routes.post("/task/executeTask.do", request -> each(request, inventory::execute));
    routes.post("/task/cancelTask.do", request -> each(request, inventory::cancel));
  }

  private Reply list(RecordedRequest request) {
    String status = request.query().getOrDefault("queryparam", "");
    List<Task> all =
        inventory.tasks().stream()
            .filter(task -> status.isEmpty() || task.status().equalsIgnoreCase(status))
            .toList();
    ObjectNode answer = Json.object().put("total", all.size());
    ArrayNode data = answer.putArray("data");
    Page.of(all, request).forEach(task -> data.add(json(task)));
    return Reply.json(answer);
  }

  private Reply one(RecordedRequest request) {
    return inventory
        .task(request.query().getOrDefault("taskId", ""))
        .map(task -> Reply.json(json(task)))
        .orElseGet(() -> Json.error(200, "142801", "Invalid task id"));
  }

  private static Reply each(RecordedRequest request, Consumer<String> verb) {
    JsonNode ids = Json.parse(request.body()).path("data");
    if (!ids.isArray() || ids.isEmpty()) {
      return Json.error(400, "142401", "data is missing");
    }
    try {
      ids.forEach(id -> verb.accept(id.asText()));
      return Reply.json(Json.object().put("data", "success"));
    } catch (NoSuchElementException unknown) {
      return Json.error(200, "142801", "Invalid task id");
    }
  }

  private static long ended(Task task) {
    return task.open() ? 0 : task.ended().toEpochMilli();
  }

  private ObjectNode json(Task task) {
    Device device = inventory.byMac(task.mac()).map(Placed::device).orElse(null);
    String name = inventory.container(task.toKey()).map(Container::name).orElse("");
    ObjectNode json =
        Json.object()
            .put("workOrderId", task.id())
            .put("description", "Device Add or Move: " + task.mac())
            .put("note", "")
            .put("templateId", "ztp")
            .put("currentTaskName", "Submit")
            .put("workOrderState", task.open() ? "ACTIVE" : "COMPLETED")
            .put("taskStatus", task.open() ? "ACTIVE" : "COMPLETED")
            .put("workOrderUserDefinedStatus", task.status())
            .put("createdBy", task.createdBy())
            .put("createdOnInLongFormat", task.created().toEpochMilli())
            .put("executedBy", task.open() ? "" : task.createdBy())
            .put("executedOnInLongFormat", ended(task))
            .put("completedOnInLongFormat", ended(task))
            .put("ccIdV2", "")
            .put("stageId", "")
            .put("newParentContainerId", task.toKey())
            .put("newParentContainerName", name);
    ObjectNode details = json.putObject("workOrderDetails").put("netElementId", task.mac());
    if (device != null) {
      details
          .put("netElementHostName", device.fqdn())
          .put("ipAddress", device.ip())
          .put("serialNumber", device.serial());
    }
    json.putObject("data")
        .put("NETELEMENT_ID", task.mac())
        .put("IS_ADD_OR_MOVE_FLOW", true)
        .put("currentparentContainerId", task.fromKey())
        .put("newparentContainerId", task.toKey())
        .put("WORKFLOW_ACTION", "Configuration Push")
        .put("VIEW", "CONFIG");
    return json;
  }
}
