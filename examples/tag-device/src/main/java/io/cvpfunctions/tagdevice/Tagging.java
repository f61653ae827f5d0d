package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work for one event: what is to change, and the workspace that changes it. */
final class Tagging {
  private static final Logger LOG = LoggerFactory.getLogger(Tagging.class);
  private static final Duration TO_ABANDON = Duration.ofSeconds(2);

  private final CloudVision cloudVision;
  private final TagRule rule;
  private final CloudEvent event;
  private final Call call;
  private final Budget budget;
  private final String name;

  Tagging(CloudVision cloudVision, TagRule rule, CloudEvent event, Call call) {
    this.cloudVision = cloudVision;
    this.rule = rule;
    this.event = event;
    this.call = call;
    this.budget = call.budget().less(TO_ABANDON);
    this.name = TagDevice.NAME + " " + event.getId() + ": " + rule;
  }

  /** Only says what would be changed. */
  Outcome preview(List<Element> elements) {
    List<TagChange> changes = changes(elements);
    return outcome(changes.isEmpty() ? "unchanged" : "proposed", changes, null).unchained();
  }

  /** Changes it; an event whose workspace was submitted before changes nothing again. */
  Outcome run(List<Element> elements) {
    List<Workspace> own = cloudVision.workspaces(name, budget);
    Optional<Workspace> done = own.stream().filter(Workspace::wasSubmitted).findFirst();
    if (done.isPresent()) return outcome("unchanged", List.of(), done.get().id());
    Optional<Workspace> open = own.stream().filter(Workspace::isOpen).findFirst();
    List<TagChange> changes = changes(elements);
    if (changes.isEmpty()) {
      open.ifPresent(each -> abandon(submission(each.id())));
      return outcome("unchanged", changes, null);
    }
    String id = open.map(Workspace::id).orElseGet(() -> id(own.size()));
    submit(submission(id), open.isEmpty(), changes);
    return outcome("changed", changes, id);
  }

  private List<TagChange> changes(List<Element> elements) {
    String value = rule.value(Events.json(event));
    List<TagChange> changes = new ArrayList<>();
    for (Element each : elements) {
      changes.addAll(rule.changes(each, cloudVision.values(each, rule.label(), budget), value));
    }
    if (changes.isEmpty() && rule.onlyRemoves()) cloudVision.checkToken(budget);
    return changes;
  }

  /** It follows from the event, so that the same event meets its own workspace again. */
  private String id(int before) {
    byte[] text = (name + "/" + before).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }

  private Submission submission(String workspace) {
    boolean repeated = call.firstAttempt().isPresent();
    return new Submission(cloudVision, workspace, name, budget, repeated);
  }

  private void submit(Submission submission, boolean isNew, List<TagChange> changes) {
    try {
      if (isNew) submission.begin(event.getType() + " " + event.getId() + ": " + changes);
      submission.run(rule.label(), changes);
    } catch (RuntimeException failure) {
      if (submission.isLost()) abandon(submission);
      throw failure;
    }
  }

  private void abandon(Submission submission) {
    try {
      submission.abandon(call.budget());
    } catch (CallFailedException failure) {
      LOG.warn("the workspace \"{}\" is left behind: {}", name, failure.getMessage());
    }
  }

  private Outcome outcome(String action, List<TagChange> changes, String workspace) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("action", action);
    result.put("label", rule.label()).put("operation", rule.operation());
    ArrayNode list = result.putArray("changes");
    for (TagChange each : changes) {
      JsonNode element = each.element().toJson();
      ((ObjectNode) element).put(each.assigned() ? "assigned" : "removed", each.value());
      list.add(element);
    }
    if (workspace != null) result.put("workspace", workspace);
    return Outcome.done(result);
  }
}
