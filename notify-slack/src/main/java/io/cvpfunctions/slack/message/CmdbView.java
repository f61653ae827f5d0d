package io.cvpfunctions.slack.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the CMDB did with a device, what it waits for, and what it says otherwise. */
final class CmdbView {
  private static final int DRIFT = 5;
  private static final int DRIFT_LINE = 250;
  private static final int WORDS = 5;

  private CmdbView() {}

  static Values one(CloudEvent move) {
    JsonNode cmdb = Events.json(move).path("cmdb");
    List<String> drift = new ArrayList<>();
    cmdb.path("drift").forEach(line -> drift.add(line.asText()));
    return new Values()
        .name("cmdbAction", text(cmdb, "action"))
        .name("cmdbSystem", text(cmdb, "system"))
        .name("cmdbWaiting", text(cmdb, "waiting"))
        .link("cmdbUrl", text(cmdb, "url"))
        .own("cmdbDrift", Names.lines(drift, DRIFT, DRIFT_LINE));
  }

  /** How often it did what. */
  static Mrkdwn many(List<CloudEvent> moves) {
    List<String> words =
        moves.stream().flatMap(move -> word(move).stream()).collect(Collectors.toList());
    return Tally.of(words, word -> word).listed(WORDS);
  }

  /** Nothing is unchanged of what has no record yet. */
  private static Optional<String> word(CloudEvent move) {
    JsonNode cmdb = Events.json(move).path("cmdb");
    return text(cmdb, "waiting").map("waiting for "::concat).or(() -> text(cmdb, "action"));
  }

  private static Optional<String> text(JsonNode cmdb, String name) {
    return Optional.of(cmdb.path(name).asText()).filter(text -> !text.isBlank());
  }
}
