package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.cloudvision.apis.tag.v2.ElementType;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignment;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.placements.Detection;
import io.cvpfunctions.watcher.placements.Detector;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tags that change in any order, over streams that end at any moment, come out as moves. */
class TagsProperties {
  private static final Rules RULES = new Rules(Duration.ofSeconds(2), Duration.ofMinutes(1), false);
  private static final String LABEL = "Role";

  private final Map<String, TreeSet<String>> truth = new TreeMap<>();
  private final TagValues values = new TagValues(Set.of(LABEL));
  private final Detector detector = new Detector(RULES, List.of(), List.of(), false);
  private final Map<String, String> view = new HashMap<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  /** A tag is set or taken away, and so long later somebody looks; or the stream is cut first. */
  record Step(String device, String value, int seconds, boolean cut) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of("A", "B", "C"),
            Arbitraries.of("leaf", "spine", "edge"),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(false, false, false, true))
        .as(Step::new)
        .list()
        .ofMaxSize(50);
  }

  @Property(tries = 300)
  void facts_appliedInOrder_giveTheTagsAsTheyAre(@ForAll("steps") List<Step> steps) {
    set("A", "leaf");
    subscribe();
    look();
    for (Step step : steps) {
      boolean had = truth.getOrDefault(step.device(), new TreeSet<>()).contains(step.value());
      if (had) unset(step.device(), step.value());
      else set(step.device(), step.value());
      Operation operation = had ? Operation.DELETED : Operation.UPDATED;
      if (step.cut()) subscribe();
      else values.take(message(operation, step.device(), step.value()));
      now = now.plusSeconds(step.seconds());
      look();
    }
    for (int i = 0; i < 4; i++) {
      now = now.plus(Duration.ofMinutes(1));
      subscribe();
      look();
    }
    Map<String, String> expected = new HashMap<>();
    truth.forEach((device, all) -> expected.put(device, String.join(",", all)));
    assertThat(view).isEqualTo(expected);
  }

  private void set(String device, String value) {
    truth.computeIfAbsent(device, any -> new TreeSet<>()).add(value);
  }

  private void unset(String device, String value) {
    truth.get(device).remove(value);
    if (truth.get(device).isEmpty()) truth.remove(device);
  }

  private void subscribe() {
    values.begin();
    truth.forEach(
        (device, all) -> all.forEach(v -> values.take(message(Operation.INITIAL, device, v))));
    values.take(
        TagAssignmentStreamResponse.newBuilder().setType(Operation.INITIAL_SYNC_COMPLETE).build());
  }

  private static TagAssignmentStreamResponse message(Operation type, String device, String value) {
    TagAssignmentKey.Builder key =
        TagAssignmentKey.newBuilder()
            .setWorkspaceId(StringValue.getDefaultInstance())
            .setElementType(ElementType.ELEMENT_TYPE_DEVICE)
            .setLabel(StringValue.of(LABEL))
            .setDeviceId(StringValue.of(device))
            .setValue(StringValue.of(value));
    return TagAssignmentStreamResponse.newBuilder()
        .setType(type)
        .setValue(TagAssignment.newBuilder().setKey(key))
        .build();
  }

  /** Each fact must fit what was told before: a move begins where the device was. */
  private void look() {
    Map<String, Container> places = values.places(LABEL);
    List<Placement> placements = new ArrayList<>();
    places.forEach(
        (id, place) ->
            placements.add(new Placement(Device.builder().serialNumber(id).build(), place)));
    Detection detection =
        detector.look(
            Snapshot.of(now, placements)
                .unprovisioned(values.untagged(LABEL, places.keySet()))
                .fresh(values.takeRelisted())
                .build(),
            now);
    for (Fact fact : detection.facts()) {
      String device = fact.placement().identity();
      String container = fact.placement().container().name();
      if (fact instanceof Fact.Added) {
        assertThat(view.put(device, container)).isNull();
      } else if (fact instanceof Fact.Moved moved) {
        assertThat(view.put(device, container)).isEqualTo(moved.from().name());
      } else {
        assertThat(view.remove(device)).isEqualTo(container);
      }
    }
    if (detection.baseline()) {
      detection.stored().forEach(p -> view.put(p.identity(), p.container().name()));
    }
    detector.accept(detection);
  }
}
