package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.page.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the buttons of the page do to the lab. */
final class PageVerbs {
  private static final String EVENT = "DEVICE_INTF_ERR_SMART";
  private static final String INTERFACE = "Ethernet3";
  private static final String REFUSED = "run-validation";
  private static final String PROBLEM =
      "{\"title\":\"Unprocessable Content\",\"status\":422,"
          + "\"detail\":\"the lab's gateway was told to refuse this\"}";

  private final Lab lab;
  private final Parts parts;
  private final Story story;
  private final Diary diary;
  private final Map<Switch, RaisedEvent> raised = new ConcurrentHashMap<>();

  PageVerbs(Lab lab, Parts parts, Story story, Diary diary) {
    this.lab = lab;
    this.parts = parts;
    this.story = story;
    this.diary = diary;
  }

  Map<String, Verb> all() {
    return Map.of(
        "move", this::move,
        "raise", this::raise,
        "resolve", this::resolve,
        "break", this::breakBgp,
        "mend", this::mend,
        "stop", asked -> set(asked, false),
        "start", asked -> set(asked, true),
        "refuse", asked -> refuse(),
        "replay", asked -> replay());
  }

  boolean hasEvent(Switch device) {
    return raised.containsKey(device);
  }

  private String move(JsonNode asked) {
    Switch device = device(asked);
    String container = asked.path("container").asText();
    if (!lab.network().containers().contains(container)) {
      throw new IllegalArgumentException("there is no container " + container);
    }
    lab.network().move(device, container);
    story.tell("CloudVision", device + " is moved to " + container);
    return device + " is moved to " + container + ".";
  }

  private String raise(JsonNode asked) {
    Switch device = device(asked);
    raised.computeIfAbsent(device, this::raised);
    String what = "raises a warning about " + INTERFACE + " of " + device;
    return told("CloudVision", what + ", of which Slack is told if it lasts a minute", device);
  }

  private RaisedEvent raised(Switch device) {
    EventSeverity warning = EventSeverity.EVENT_SEVERITY_WARNING;
    return lab.network().cloudVision().events().raise(EVENT, warning, device.serial(), INTERFACE);
  }

  private String resolve(JsonNode asked) {
    Switch device = device(asked);
    RaisedEvent event = raised.remove(device);
    if (event == null) throw new IllegalArgumentException("no event of " + device + " is raised");
    event.resolve();
    return told("CloudVision", "resolves the warning about " + device, device);
  }

  private String breakBgp(JsonNode asked) {
    Switch device = device(asked);
    lab.network().breakBgp(device);
    return told("The switch", "has lost a BGP session: " + device, device);
  }

  private String mend(JsonNode asked) {
    Switch device = device(asked);
    lab.network().mend(device);
    return told("The switch", "has all its BGP sessions: " + device, device);
  }

  private String set(JsonNode asked, boolean running) {
    String part = asked.path("part").asText();
    parts.set(part, running);
    return told("The lab", (running ? "started " : "stopped ") + part);
  }

  private String refuse() {
    lab.gateway().order(REFUSED, Fault.answer(FunctionResponse.json(422, PROBLEM)));
    return told("The gateway", "will refuse the next call of " + REFUSED);
  }

  private String replay() throws InterruptedException {
    try {
      String said = lab.watcher().command("dead-letters", "replay", "--all").strip();
      diary.happened("cvp-watcher", said);
      story.tell("cvp-watcher", said);
      return said;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Switch device(JsonNode asked) {
    return lab.network().withSerial(asked.path("device").asText());
  }

  private String told(String who, String what, Switch... devices) {
    story.tell(who, what);
    String[] serials = Stream.of(devices).map(Switch::serial).toArray(String[]::new);
    diary.happened(who, what, serials);
    return who + " " + what + ".";
  }
}
