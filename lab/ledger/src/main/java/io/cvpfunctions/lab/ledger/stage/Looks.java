package io.cvpfunctions.lab.ledger.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.ledger.book.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what CloudVision shows to whoever lists its devices, as it is on the wire. */
final class Looks {
  private final List<Look> looks = new ArrayList<>();
  private final Generation generation;

  Looks(CloudVisionSimulator cloudVision, Generation generation) {
    this.generation = generation;
    for (Node each : cloudVision.nodes()) each.http().whenAnswered(this::answered);
  }

  void answered(RecordedRequest request, Reply reply) {
    if (!lists(request)) return;
    String client = request.headers().get("cookie") + "" + request.headers().get("authorization");
    Look look = new Look(client, request.at(), Instant.now(), places(reply));
    synchronized (looks) {
      looks.add(look);
    }
  }

  /** Asking for a list that the release never had is no look: the list that it has follows. */
  private boolean lists(RecordedRequest request) {
    if (request.path().endsWith("/inventory/getInventory.do")) return true;
    boolean all = request.query().getOrDefault("provisioned", "").equals("true");
    boolean second = request.path().endsWith("/inventory/devices") && all;
    return second && generation.hasInventoryDevices();
  }

  /** Nowhere at all where it is no list. */
  private static Map<String, String> places(Reply reply) {
    Map<String, String> places = new HashMap<>();
    if (reply.status() != 200 || !reply.body().matches("(?s)[\\[{].*")) return places;
    JsonNode answer = RecordingFunction.json(reply.body());
    for (JsonNode each : answer.isArray() ? answer : answer.path("netElementList")) {
      boolean second = each.has("parentContainerKey");
      String key = each.path(second ? "parentContainerKey" : "parentContainerId").asText();
      places.put(each.path("serialNumber").asText(), key);
    }
    return places;
  }

  int count() {
    synchronized (looks) {
      return looks.size();
    }
  }

  List<Look> all() {
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }
}
