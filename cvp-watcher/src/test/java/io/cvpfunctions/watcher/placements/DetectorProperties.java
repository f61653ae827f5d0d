package io.cvpfunctions.watcher.placements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DetectorProperties {
  private static final Rules RULES = new Rules(Duration.ofSeconds(2), Duration.ofMinutes(1), false);

  /** Something that happens to a device, and how many seconds later somebody looks. */
  record Step(String device, String container, int seconds) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of("A", "B", "C", "D"),
            Arbitraries.of("Undefined", "Leaf", "Spine", "gone", "unprovisioned"),
            Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void facts_appliedInOrder_giveTheFleetAsItIs(@ForAll("steps") List<Step> steps) {
    Fleet fleet = new Fleet().put("A", "Undefined").put("B", "Leaf");
    Detector detector = new Detector(RULES, List.of(), List.of(), false);
    Map<String, String> view = new HashMap<>(Map.of("A", "Undefined", "B", "Leaf"));
    look(detector, fleet, view);
    for (Step step : steps) {
      happen(fleet, step);
      look(detector, fleet.pass(Duration.ofSeconds(step.seconds())), view);
    }
    for (int i = 0; i < 4; i++) look(detector, fleet.pass(Duration.ofMinutes(1)), view);
    Map<String, String> truth = new HashMap<>();
    fleet.snapshot().placements().forEach(p -> truth.put(p.identity(), p.container().name()));
    assertThat(view).isEqualTo(truth);
  }

  private static void happen(Fleet fleet, Step step) {
    switch (step.container()) {
      case "gone" -> fleet.remove(step.device());
      case "unprovisioned" -> fleet.unprovision(step.device());
      default -> fleet.put(step.device(), step.container());
    }
  }

  /** Every fact must fit what was told before: a move begins where the device was. */
  private static void look(Detector detector, Fleet fleet, Map<String, String> view) {
    Detection detection = detector.look(fleet.snapshot(), fleet.steady());
    for (Fact fact : detection.facts()) {
      String device = fact.placement().identity();
      String container = fact.placement().container().name();
      if (fact instanceof Fact.Added) {
        assertThat(view).doesNotContainKey(device);
        view.put(device, container);
      } else if (fact instanceof Fact.Moved moved) {
        assertThat(view).containsEntry(device, moved.from().name());
        assertThat(container).isNotEqualTo(moved.from().name());
        view.put(device, container);
      } else {
        assertThat(view).containsEntry(device, container);
        view.remove(device);
      }
    }
    detector.accept(detection);
  }
}
