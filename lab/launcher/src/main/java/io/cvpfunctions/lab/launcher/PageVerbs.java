package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.page.Verb;
import java.util.Map;

/** What the buttons of the page do to the lab. */
final class PageVerbs {
  private final Lab lab;
  private final Story story;

  PageVerbs(Lab lab, Story story) {
    this.lab = lab;
    this.story = story;
  }

  Map<String, Verb> all() {
    return Map.of("move", this::move);
  }

  private String move(JsonNode asked) {
    Switch device = device(asked);
    String container = asked.path("container").asText();
    if (!lab.network().containers().contains(container)) {
      throw new IllegalArgumentException("there is no container " + container);
    }
    lab.network().move(device, container);
    return told("CloudVision", device + " is moved to " + container);
  }

  private Switch device(JsonNode asked) {
    String serial = asked.path("device").asText();
    return lab.network().switches().stream()
        .filter(each -> each.serial().equals(serial))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no device " + serial));
  }

  private String told(String who, String what) {
    story.tell(who, what);
    return what + ".";
  }
}
