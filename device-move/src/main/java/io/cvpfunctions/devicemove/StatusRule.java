package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.mapping.Placement;
import io.cvpfunctions.events.Container;
import java.util.Optional;

/** Which status a record would have of us, and whether the one that it has may be ours. */
final class StatusRule {
  private final Observation seen;
  private final CmdbRecord before;
  private final CmdbPolicy policy;
  private final Terms terms;

  StatusRule(Observation seen, CmdbRecord before, CmdbPolicy policy, Terms terms) {
    this.seen = seen;
    this.before = before;
    this.policy = policy;
    this.terms = terms;
  }

  /** What a person set (failed, planned, decommissioning) is not what we would have set. */
  boolean isOurs() {
    String status = before.text(Field.STATUS);
    return status.isEmpty()
        || status.equalsIgnoreCase(active())
        || status.equalsIgnoreCase(meantIn(Place.of(before).container()))
        || (before.saysGone() && policy.isRemoved(before, terms));
  }

  /** The status of the device where it is now. */
  String active() {
    return meantIn(seen.container());
  }

  /** A status that the rule of a container gave ends where the device leaves that container. */
  boolean isOfTheOldContainer() {
    return Place.of(before)
        .container()
        .map(place -> policy.placement(place).values().get(Field.STATUS))
        .filter(before.text(Field.STATUS)::equalsIgnoreCase)
        .isPresent();
  }

  /** The status that the mapping has for devices there. */
  private String meantIn(Optional<Container> container) {
    Placement placement = policy.defaults();
    if (container.isPresent()) placement = policy.placement(container.get()).or(placement);
    return placement.values().getOrDefault(Field.STATUS, terms.active());
  }
}
