package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Assigns a CloudVision tag to the device, or to the interfaces, that an event is about. */
public final class TagDevice implements EventFunction {
  /** The name it is deployed by. */
  public static final String NAME = "tag-device";

  private static final Duration CHECK_LIMIT = Duration.ofSeconds(15);

  private final TagRule rule;
  private final CloudVisionSettings access;
  private final CloudVision cloudVision;

  private TagDevice(TagRule rule, CloudVisionSettings access) {
    this.rule = rule;
    this.access = access;
    this.cloudVision = access.open();
  }

  /** Reads every setting before it complains; CloudVision need not be there yet. */
  public static TagDevice from(Settings settings) {
    TagRule rule = TagRule.from(settings);
    CloudVisionSettings access = CloudVisionSettings.from(settings);
    settings.check();
    return new TagDevice(rule, access);
  }

  @Override
  public String description() {
    return "Assigns a CloudVision tag to the device, or to the interfaces, that an event is about.";
  }

  @Override
  public List<String> types() {
    return EventTypes.all().stream().sorted().collect(Collectors.toList());
  }

  /** The data of a move, of which only the device and what the tag's value is made of is needed. */
  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    JsonNode data = message.json().filter(JsonNode::isObject).orElseThrow(TagDevice::refused);
    String serial = data.at("/device/serialNumber").asText(null);
    URI source = URI.create(NAME);
    return Events.first(EventTypes.DEVICE_MOVED, call.id(), source, serial, Instant.now(), data);
  }

  private static ProblemException refused() {
    return ProblemException.malformed(
        "expected an event, or the data of " + EventTypes.DEVICE_MOVED + " as JSON");
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    JsonNode data = Events.json(event);
    if (event.getType().startsWith("cvp.device.")) ElementKind.requireDevice(data);
    if (rule.isToldBy(data)) {
      return Outcome.skipped(
          "a tag of "
              + rule.label()
              + " is what told it: another would be a loop, so let the"
              + " watcher listen to another label (--tag-labels)");
    }
    List<Element> elements = rule.elements(data);
    if (elements.isEmpty()) return Outcome.skipped("the event names nothing that carries the tag");
    Tagging tagging = new Tagging(cloudVision, rule, event, call);
    return isDry(event, data) ? tagging.preview(elements) : tagging.run(elements);
  }

  /** Of a rehearsal nothing has happened in the network, so nothing is changed in CloudVision. */
  private static boolean isDry(CloudEvent event, JsonNode data) {
    return data.path("dryRun").asBoolean() || Events.isRehearsal(event);
  }

  @Override
  public void check(Checkup checkup, Call call) {
    Budget budget = Budget.of(call.budget().atMost(CHECK_LIMIT));
    new CloudVisionCheck(rule, access, cloudVision, checkup, budget).run();
  }

  @Override
  public void close() {
    cloudVision.close();
  }
}
