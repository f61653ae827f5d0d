package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Responder;
import io.cvpfunctions.lab.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The lists a poll reads: devices and containers, in both generations. */
final class InventoryApi {
  private static final long CREATED = 1_536_000_000_000L;

  private final Settings settings;
  private final Inventory inventory;
  private final DeviceJson deviceJson;

  InventoryApi(Settings settings, Inventory inventory) {
    this.settings = settings;
    this.inventory = inventory;
    this.deviceJson = new DeviceJson(settings.generation());
  }

  void addTo(Routes routes) {
    boolean second = settings.generation().hasInventoryDevices();
    routes.get("/inventory/getInventory.do", only(!second, this::getInventory));
    routes.get("/inventory/add/searchContainers.do", only(!second, this::searchContainers));
    routes.get("/inventory/devices", only(second, this::devices));
    routes.get("/inventory/containers", only(second, this::containers));
  }

  /** The other generation's lists are 404, and no surprise: clients probe for them. */
  private Responder only(boolean offered, Responder responder) {
    return offered
        ? request -> spoilt().orElseGet(answered(responder, request))
        : request -> Reply.html(404, "404 Not Found");
  }

  private static Supplier<Reply> answered(Responder responder, RecordedRequest request) {
    return () -> responder.answer(request);
  }

  private Optional<Reply> spoilt() {
    return switch (settings.snapshot()) {
      case NULL -> Optional.of(Reply.of(200, "application/json", "null"));
      case NO_BODY -> Optional.of(Reply.empty(200));
      case ERROR_BODY -> Optional.of(Json.error(200, "122401", "Failure - internal error"));
      case STATUS_500 -> Optional.of(Json.error(500, "122401", "Failure - internal error"));
      case PROVISIONING_NOT_FOUND -> Optional.of(Reply.html(404, "404 Not Found"));
      case PROVISIONING_FORBIDDEN -> Optional.of(Reply.html(403, "403 Forbidden"));
      default -> Optional.empty();
    };
  }

  private List<Placed> told() {
    List<Placed> all = inventory.devices();
    return switch (settings.snapshot()) {
      case EMPTY -> List.of();
      case HALF -> everySecond(all);
      case ONLY_UNDEFINED -> all.stream().map(InventoryApi::inUndefined).toList();
      case PROVISIONING_EMPTY -> all.stream().map(each -> each.in("")).toList();
      default -> all;
    };
  }

  private static List<Placed> everySecond(List<Placed> all) {
    List<Placed> half = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      half.add(all.get(i));
    }
    return half;
  }

  private static Placed inUndefined(Placed placed) {
    return placed.provisioned() ? placed.in(Container.UNDEFINED) : placed;
  }

  private List<Container> toldContainers() {
    List<Container> all = inventory.containers();
    return switch (settings.snapshot()) {
      case ONLY_UNDEFINED -> all.subList(0, 2);
      case PROVISIONING_EMPTY -> List.of();
      default -> all;
    };
  }

  private Reply getInventory(RecordedRequest request) {
    List<Placed> provisioned = told().stream().filter(Placed::provisioned).toList();
    ObjectNode answer = Json.object().put("total", provisioned.size());
    ObjectNode containerList = answer.putObject("containerList");
    ArrayNode netElementList = answer.putArray("netElementList");
    for (Placed placed : Page.of(provisioned, request)) {
      String container = inventory.container(placed.containerKey()).map(Container::name).orElse("");
      containerList.put(placed.device().mac(), container);
      netElementList.add(deviceJson.of(placed));
    }
    return Reply.json(answer);
  }

  private Reply searchContainers(RecordedRequest request) {
    List<Container> all =
        toldContainers().stream().filter(each -> !each.key().equals(Container.UNDEFINED)).toList();
    ObjectNode answer = Json.object().put("total", all.size());
    ArrayNode data = answer.putArray("data");
    for (Container container : Page.of(all, request)) {
      ObjectNode json = data.addObject().put("name", container.name()).put("key", container.key());
      Optional<Container> parent = inventory.container(container.parentKey());
      json.put("parentName", parent.map(Container::name).orElse(null))
          .put("parentId", parent.map(Container::key).orElse(null))
          .put("type", (String) null)
          .put("id", 21)
          .put("factoryId", 1)
          .put("userId", (String) null)
          .put("childContainerId", (String) null);
    }
    return Reply.json(answer);
  }

  private Reply devices(RecordedRequest request) {
    boolean provisioned = request.query().getOrDefault("provisioned", "").equalsIgnoreCase("true");
    ArrayNode answer = Json.array();
    for (Placed placed : told()) {
      if (placed.provisioned() || !provisioned) {
        answer.add(deviceJson.of(placed));
      }
    }
    return Reply.json(answer);
  }

  private Reply containers(RecordedRequest request) {
    String name = request.query().getOrDefault("name", "");
    ArrayNode answer = Json.array();
    for (Container container : toldContainers()) {
      if (name.isEmpty() || name.equals(container.name())) {
        answer
            .addObject()
            .put("Key", container.key())
            .put("Name", container.name())
            .put("CreatedBy", "cvp system")
            .put("CreatedOn", CREATED)
            .put("Mode", "expand");
      }
    }
    return Reply.json(answer);
  }
}
