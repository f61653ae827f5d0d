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
  private final Parts parts;
  private final PageVerbs verbs;
  private final Journal journal;
  private final WatcherView watcher;
  private final String run = UUID.randomUUID().toString();

  PageState(Lab lab, Parts parts, PageVerbs verbs, Journal journal) {
    this.lab = lab;
    this.parts = parts;
    this.verbs = verbs;
    this.journal = journal;
    this.watcher = new WatcherView(lab.watcher());
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

  private ObjectNode now() throws InterruptedException {
    ObjectNode state = JSON.createObjectNode().put("run", run);
    ArrayNode containers = state.putArray("containers");
    lab.network().containers().forEach(containers::add);
    ArrayNode devices = state.putArray("devices");
    for (Switch each : lab.network().switches()) devices.add(device(each));
    ArrayNode running = state.putArray("parts");
    parts.all().forEach((name, up) -> running.addObject().put("name", name).put("up", up));
    ArrayNode functions = state.putArray("functions");
    lab.functions().names().forEach(functions::add);
    state.set("watcher", watcher.now());
    return state;
  }

  private ObjectNode device(Switch device) {
    ObjectNode json = JSON.createObjectNode();
    json.put("serial", device.serial()).put("hostname", device.hostname());
    json.put("container", lab.network().containerOf(device));
    json.put("broken", lab.network().isBroken(device));
    return json.put("event", verbs.hasEvent(device));
  }
}
