package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.page.Journal;
import java.util.UUID;

/** Looks again and again at how the lab is, and tells the page where that changed. */
final class PageState implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long INTERVAL_MILLIS = 200;

  private final Lab lab;
  private final Journal journal;
  private final String run = UUID.randomUUID().toString();

  PageState(Lab lab, Journal journal) {
    this.lab = lab;
    this.journal = journal;
  }

  @Override
  public void run() {
    try {
      while (true) {
        journal.state(now());
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode now() {
    ObjectNode state = JSON.createObjectNode().put("run", run);
    ArrayNode containers = state.putArray("containers");
    lab.network().containers().forEach(containers::add);
    ArrayNode devices = state.putArray("devices");
    for (Switch each : lab.network().switches()) devices.add(device(each));
    return state;
  }

  private ObjectNode device(Switch device) {
    ObjectNode json = JSON.createObjectNode();
    json.put("serial", device.serial()).put("hostname", device.hostname());
    json.put("model", device.model()).put("address", device.address());
    return json.put("container", lab.network().containerOf(device));
  }
}
