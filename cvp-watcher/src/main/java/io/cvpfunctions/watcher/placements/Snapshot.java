package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where every device was at one complete look.
 *
 * @param placements devices in a container
 * @param unprovisioned devices that CloudVision says are in no container any more
 * @param present devices that are there, though in a container that could not be told; nothing
 *     follows from those
 * @param elsewhere devices that this look does not list, although CloudVision knows them
 * @param containers how many containers there are
 * @param onlyUndefined whether CloudVision offers no container but the one of devices that nobody
 *     has placed: so it looks where Network Provisioning is off
 * @param fresh whether CloudVision listed everything anew for this look: what is missing once more
 *     from the same list is not missing twice
 * @param conditions what else is known of the devices
 */
public record Snapshot(
    Instant at,
    List<Placement> placements,
    Set<String> unprovisioned,
    Set<String> present,
    Set<String> elsewhere,
    int containers,
    boolean onlyUndefined,
    boolean fresh,
    Map<String, Condition> conditions) {
  /** Starts from a list made anew. */
  public static Builder of(Instant at, List<Placement> placements) {
    return new Builder(at, placements);
  }

  /** The same, with the devices in such containers there, but in none that could be told. */
  public Snapshot undecided(Predicate<Container> undecided) {
    if (placements.stream().noneMatch(each -> undecided.test(each.container()))) return this;
    List<Placement> decided = new ArrayList<>();
    Set<String> there = new HashSet<>(present);
    for (Placement each : placements) {
      if (undecided.test(each.container())) there.add(each.identity());
      else decided.add(each);
    }
    return new Snapshot(
        at, decided, unprovisioned, there, elsewhere, containers, onlyUndefined, fresh, conditions);
  }

  /** Of two devices with one identity (cloned vEOS), the first counts. */
  Collection<Placement> distinct() {
    Map<String, Placement> distinct = new LinkedHashMap<>(placements.size() * 2);
    placements.forEach(each -> distinct.putIfAbsent(each.identity(), each));
    return distinct.values();
  }

  /** What else is known of a device. */
  public Condition condition(String device) {
    return conditions.getOrDefault(device, Condition.UNKNOWN);
  }

  /** Gathers what is known beside the list. Not thread-safe. */
  public static final class Builder {
    private final Instant at;
    private final List<Placement> placements;
    private Set<String> unprovisioned = Set.of();
    private Set<String> present = Set.of();
    private Set<String> elsewhere = Set.of();
    private int containers;
    private boolean onlyUndefined;
    private boolean fresh = true;
    private Map<String, Condition> conditions = Map.of();

    private Builder(Instant at, List<Placement> placements) {
      this.at = at;
      this.placements = placements;
    }

    public Builder unprovisioned(Set<String> devices) {
      unprovisioned = devices;
      return this;
    }

    public Builder present(Set<String> devices) {
      present = devices;
      return this;
    }

    public Builder elsewhere(Set<String> devices) {
      elsewhere = devices;
      return this;
    }

    public Builder containers(int count) {
      containers = count;
      return this;
    }

    public Builder onlyUndefined(boolean only) {
      onlyUndefined = only;
      return this;
    }

    public Builder fresh(boolean anew) {
      fresh = anew;
      return this;
    }

    public Builder conditions(Map<String, Condition> known) {
      conditions = known;
      return this;
    }

    public Snapshot build() {
      return new Snapshot(
          at,
          placements,
          unprovisioned,
          present,
          elsewhere,
          containers,
          onlyUndefined,
          fresh,
          conditions);
    }
  }
}
