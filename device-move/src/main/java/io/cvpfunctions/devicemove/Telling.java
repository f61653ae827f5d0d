package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.CmdbAction;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Outcome;
import java.util.List;

/** What callers, and the functions after this one, are told of the CMDB. */
final class Telling {
  private final Cmdb cmdb;

  Telling(Cmdb cmdb) {
    this.cmdb = cmdb;
  }

  /** What became of the record of an event's device. */
  Outcome recorded(CloudEvent event, Observation observation, Recorded recorded) {
    ObjectNode result = action(recorded).toJson();
    if (cmdb.ephemeral()) result.put("ephemeral", true);
    recorded.tell(result);
    Outcome outcome = Outcome.done(result);
    boolean tells = observation.kind() == Observation.Kind.PLACED && cmdb.keepsRecords();
    return tells ? outcome.passingOn(withCmdb(event, recorded)) : outcome;
  }

  private CmdbAction action(Recorded recorded) {
    return CmdbAction.of(cmdb.system(), recorded.action().word(), recorded.url().orElse(null));
  }

  /** Fields that only a newer watcher and a newer function after this one know go along. */
  private CloudEvent withCmdb(CloudEvent event, Recorded recorded) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.setAll((ObjectNode) Events.json(event));
    ObjectNode told = action(recorded).toJson();
    if (!recorded.drift().isEmpty() || recorded.waiting().isPresent()) recorded.tell(told);
    data.set("cmdb", told);
    return Events.withData(event, data);
  }

  /** What would become of it, field by field. */
  Outcome preview(Recorded preview) {
    ObjectNode result = action(preview).toJson().put("dryRun", true);
    preview.tell(result);
    preview.tellChanges(result);
    return Outcome.done(result).unchained();
  }

  /** What is wrong with the CMDB, or that nothing is. */
  Outcome check(List<String> wrong) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("system", cmdb.system());
    result.put("check", wrong.isEmpty() ? "ok" : "look at the problems");
    ArrayNode problems = result.putArray("problems");
    wrong.forEach(problems::add);
    return Outcome.done(result).unchained();
  }
}
