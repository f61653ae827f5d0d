package io.cvpfunctions.watcher.sources;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Detection;
import io.cvpfunctions.watcher.placements.Detector;
import io.cvpfunctions.watcher.placements.Fact;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.placements.Snapshot;
import io.cvpfunctions.watcher.sources.Settling.Circumstances;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compares what sources see with what was told, in one dimension, and stores what has changed
 * together with the events that say so: either both are stored or neither. Thread-safe.
 */
final class Dimension {
  private final PlacementStore store;
  private final EventMaker events;
  private final ContainerLimit limit;
  private final Settling settling;
  private final Consumer<Fact> told;
  private final Detector detector;
  private final Clock steady;
  private String leader;

  /**
   * Goes on from what is stored.
   *
   * @param stored every placement in the store
   * @param told hears of every fact once it is stored, also where nobody wants to hear of it
   * @param steady a clock that nobody sets
   */
  Dimension(
      PlacementStore store,
      List<Placement> stored,
      EventMaker events,
      ContainerLimit limit,
      Settling settling,
      Rules rules,
      Consumer<Fact> told,
      Clock steady) {
    this.store = store;
    this.events = events;
    this.limit = limit;
    this.settling = settling;
    this.told = told;
    this.steady = steady;
    this.detector = new Detector(rules, stored, store.unplaced(), store.baselined());
    this.leader = detector.baselined() ? leaderOf(stored) : null;
  }

  /** Only REST knows keys, so they tell who saw what is stored. */
  private static String leaderOf(List<Placement> stored) {
    if (stored.isEmpty()) return null;
    boolean keys = stored.stream().anyMatch(each -> each.container().key().isPresent());
    return keys ? Poller.NAME : ProvisionedSource.NAME;
  }

  /**
   * What one look came to.
   *
   * @param told the events stored, with the facts they say
   * @param missesMany whether more devices are missing than may go at once, suspected yet or not
   */
  record Looked(
      Snapshot snapshot,
      Map<Fact, CloudEvent> told,
      boolean baseline,
      Optional<String> suspicion,
      boolean missesMany) {}

  synchronized Set<String> devices() {
    return Set.copyOf(detector.devices());
  }

  /** Whether there is something to compare a look with. */
  synchronized boolean baselined() {
    return detector.baselined();
  }

  synchronized boolean knowsContainers() {
    return detector.knowsContainers();
  }

  /** Whether REST, which alone knows keys, said where devices are. */
  synchronized boolean ledByKeys() {
    return Poller.NAME.equals(leader) && detector.knowsContainers();
  }

  /** Whether that source said where the devices are that were told last. */
  synchronized boolean ledBy(String source) {
    return source.equals(leader) && !detector.devices().isEmpty();
  }

  /** When, by the steady clock, something seen is to be looked at again. */
  synchronized Optional<Instant> nextDue() {
    return detector.nextDue();
  }

  /** Whether devices are missing without CloudVision saying so: another list would tell more. */
  synchronized boolean doubts() {
    return detector.doubts();
  }

  /** Whether a hostname or a version that changed is told here, or in another dimension. */
  synchronized void tellsDevices(boolean here) {
    detector.tellsDevices(here);
  }

  /** A person believes that what is missing is gone; {@code warned} tells if people know of it. */
  synchronized void release(boolean warned) {
    detector.release(warned);
  }

  /** Takes a look at what that source sees. */
  synchronized Looked look(Snapshot seen, String source) {
    limit
        .problem()
        .ifPresent(
            what -> {
              throw CallFailedException.of("CloudVision", Kind.OPERATOR, what);
            });
    Snapshot snapshot = seen.undecided(limit::undecided);
    Detection detection =
        adopts(snapshot, source)
            ? detector.adopt(snapshot)
            : detector.look(snapshot, steady.instant());
    Map<Fact, CloudEvent> said = new LinkedHashMap<>();
    List<Fact> facts = detection.facts().stream().filter(limit::includes).toList();
    boolean many = detector.missesMany();
    Circumstances circumstances = settling.at(facts, source, store::since);
    for (Fact fact : facts) said.put(fact, events.of(fact, circumstances.of(fact, source)));
    if (!detection.isEmpty()) store.store(detection, said.values(), circumstances, snapshot.at());
    detector.accept(detection);
    if (detector.baselined()) leader = source;
    detection.facts().forEach(told);
    return new Looked(snapshot, said, detection.baseline(), detection.suspicion(), many);
  }

  /**
   * Whether the containers were there all along, and it is only now that a source shows them: all
   * was Undefined while another one led.
   */
  private boolean adopts(Snapshot snapshot, String source) {
    boolean another = leader != null && !leader.equals(source);
    return another
        && !detector.knowsContainers()
        && snapshot.placements().stream().anyMatch(each -> !each.container().isUndefined());
  }
}
