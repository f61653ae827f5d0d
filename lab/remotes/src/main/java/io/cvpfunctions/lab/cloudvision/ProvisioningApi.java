package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The two steps in which a device is moved, or a container added. */
final class ProvisioningApi {
  private final Inventory inventory;
  private final Function<RecordedRequest, String> user;
  private final List<JsonNode> drafts = new ArrayList<>();

  /** The second says who sends a request. */
  ProvisioningApi(Inventory inventory, Function<RecordedRequest, String> user) {
    this.inventory = inventory;
    this.user = user;
  }

  void addTo(Routes routes) {
    routes.get("/provisioning/getAllTempActions.do", request -> drafted());
    routes.post("/provisioning/addTempAction.do", this::draft);
    routes.post("/provisioning/v2/saveTopology.do", this::save);
  }

  private synchronized Reply drafted() {
    ObjectNode answer = Json.object().put("total", drafts.size());
    drafts.forEach(answer.putArray("data")::add);
    return Reply.json(answer);
  }

  private synchronized Reply draft(RecordedRequest request) {
    JsonNode data = Json.parse(request.body()).path("data");
    if (!data.isArray() || data.isEmpty()) {
      return Json.error(400, "122518", "data is missing");
    }
    for (JsonNode action : data) {
      if (drafts.contains(action)) {
        return Json.error(200, "122518", "Data already exists");
      }
      Reply refusal = refusal(action);
      if (refusal != null) {
        return refusal;
      }
    }
    data.forEach(drafts::add);
    return Reply.json(Json.object().put("data", "success"));
  }

  private Reply refusal(JsonNode action) {
    if (inventory.container(action.path("toId").asText()).isEmpty()) {
      return Json.error(200, "132801", "Entity does not exist");
    }
    return switch (action.path("action").asText() + " " + action.path("nodeType").asText()) {
      case "update netelement" -> moveRefusal(action);
      case "add container" ->
          inventory.containerNamed(action.path("nodeName").asText()).isPresent()
              ? Json.error(200, "122518", "Data already exists")
              : null;
      default -> Json.error(400, "122401", "action is not one the lab knows");
    };
  }

  private Reply moveRefusal(JsonNode action) {
    Placed device = inventory.byMac(action.path("nodeId").asText()).orElse(null);
    if (device == null) {
      return Json.error(200, "122801", "Invalid Netelement id");
    }
    boolean added = device.containerKey().equals(Container.UNDEFINED);
    if (added && !action.path("info").asText().contains("Device Add")) {
      return Json.error(200, "122401", "info does not say Device Add");
    }
    return null;
  }

  private synchronized Reply save(RecordedRequest request) {
    if (!Json.parse(request.body()).isArray()) {
      return Json.error(440, "122401", "the body is a list");
    }
    ObjectNode answer = Json.object();
    ObjectNode data = answer.putObject("data").put("status", "success");
    ArrayNode taskIds = data.putArray("taskIds");
    for (JsonNode action : drafts) {
      if (action.path("nodeType").asText().equals("container")) {
        String parent = inventory.container(action.path("toId").asText()).orElseThrow().name();
        inventory.addContainer(action.path("nodeName").asText(), parent);
      } else {
        String mac = action.path("nodeId").asText();
        String to = action.path("toId").asText();
        taskIds.add(inventory.save(user.apply(request), mac, to).id());
      }
    }
    drafts.clear();
    return Reply.json(answer);
  }
}
