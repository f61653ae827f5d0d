package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Observation;
import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.events.Device;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the CMDB holds of one device, and how an observation changes it. Immutable.
 *
 * <p>Dead letters are replayed late, so an observation older than what the record says changes
 * nothing: facts and place each know the time they are as of.
 */
final class DeviceRecord {
  /** The status of a device that CloudVision knows. */
  static final String ACTIVE = "active";

  /** The status of a device that CloudVision no longer knows. */
  static final String REMOVED = "removed";

  private final String serial;
  private final Map<Fact, String> facts;
  private final Place place;
  private final String status;
  private final Instant factsAsOf;
  private final Instant placeAsOf;
  private final long revision;

  DeviceRecord(
      String serial,
      Map<Fact, String> facts,
      Place place,
      String status,
      Instant factsAsOf,
      Instant placeAsOf,
      long revision) {
    this.serial = serial;
    this.facts = facts;
    this.place = place;
    this.status = status;
    this.factsAsOf = factsAsOf;
    this.placeAsOf = placeAsOf;
    this.revision = revision;
  }

  /** The record of a device that had none. */
  static DeviceRecord first(Observation seen) {
    Place place = Place.NOWHERE.seenIn(seen.to().orElseThrow());
    Map<Fact, String> facts = merged(new EnumMap<>(Fact.class), seen.device());
    return new DeviceRecord(seen.serial(), facts, place, ACTIVE, seen.at(), seen.at(), 0);
  }

  /** The record with what the observation adds to it; itself where that is nothing. */
  DeviceRecord after(Observation seen) {
    DeviceRecord next = this;
    boolean tellsFacts = seen.kind() == Kind.PLACED || seen.kind() == Kind.CORRECTED;
    if (tellsFacts && !seen.at().isBefore(factsAsOf)) next = next.withFacts(seen);
    if (!seen.at().isBefore(placeAsOf)) next = next.withPlace(seen);
    return next;
  }

  private DeviceRecord withFacts(Observation seen) {
    Map<Fact, String> now = merged(facts, seen.device());
    return new DeviceRecord(serial, now, place, status, seen.at(), placeAsOf, revision);
  }

  private DeviceRecord withPlace(Observation seen) {
    switch (seen.kind()) {
      case PLACED:
        String back = status.equals(REMOVED) ? ACTIVE : status;
        return at(place.seenIn(seen.to().orElseThrow()), back, seen.at());
      case CORRECTED:
        return at(seen.newContainerName().map(place::renamed).orElse(place), status, placeAsOf);
      case REMOVED:
        return at(place, status.equals(ACTIVE) ? REMOVED : status, seen.at());
      default:
        return this;
    }
  }

  private DeviceRecord at(Place newPlace, String newStatus, Instant asOf) {
    return new DeviceRecord(serial, facts, newPlace, newStatus, factsAsOf, asOf, revision);
  }

  /** What an event leaves out is not known to it, which is no reason to forget it. */
  private static Map<Fact, String> merged(Map<Fact, String> before, Device device) {
    EnumMap<Fact, String> merged = new EnumMap<>(Fact.class);
    merged.putAll(before);
    for (Fact fact : Fact.values()) fact.of(device).ifPresent(value -> merged.put(fact, value));
    return Collections.unmodifiableMap(merged);
  }

  /** Whether a person who reads both would find them the same. */
  boolean saysTheSameAs(DeviceRecord other) {
    return facts.equals(other.facts) && place.equals(other.place) && status.equals(other.status);
  }

  /** Whether both are as of the same times too, so that there is nothing to write. */
  boolean isStill(DeviceRecord other) {
    return saysTheSameAs(other)
        && factsAsOf.equals(other.factsAsOf)
        && placeAsOf.equals(other.placeAsOf);
  }

  String serial() {
    return serial;
  }

  Optional<String> fact(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  Place place() {
    return place;
  }

  String status() {
    return status;
  }

  Instant factsAsOf() {
    return factsAsOf;
  }

  Instant placeAsOf() {
    return placeAsOf;
  }

  /** How often it has been written before, so that a write meets what was read or nothing. */
  long revision() {
    return revision;
  }

  @Override
  public String toString() {
    return serial + " in " + place;
  }
}
