package io.cvpfunctions.watcher.placements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DeviceChange;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that is so now and was not before: what one event says. */
public sealed interface Fact {
  /** The device and where it is; where it was, once it is gone. */
  Placement placement();

  /** When it was first seen to be so. */
  Instant at();

  /** The type of the event. */
  String type();

  /** The data of the event, seen like that. */
  ObjectNode data(Observation seen);

  /** The containers it is about. */
  default Stream<Container> containers() {
    return Stream.of(placement().container());
  }

  private static ObjectNode data(DeviceMove move, Observation seen) {
    DeviceMove told = move.withWaitsFor(seen.waitsFor());
    return seen.movedBy().map(told::withMovedBy).orElse(told).toJson();
  }

  /** Whether a device is where it was not before, so that something may be pending on it. */
  default boolean arrives() {
    return false;
  }

  /** Where the device was before; empty where it was nowhere. */
  default Optional<Container> origin() {
    return Optional.empty();
  }

  /** A device seen for the first time. */
  record Added(Placement placement, Instant at) implements Fact {
    @Override
    public boolean arrives() {
      return true;
    }

    @Override
    public String type() {
      return EventTypes.DEVICE_ADDED;
    }

    @Override
    public ObjectNode data(Observation seen) {
      String source = seen.observedBy();
      return Fact.data(DeviceMove.added(placement.device(), placement.container(), source), seen);
    }

    @Override
    public String toString() {
      return placement.device() + " added to " + placement.container();
    }
  }

  /** A device that is in another container than before. */
  record Moved(Placement placement, Container from, Instant at) implements Fact {
    @Override
    public Optional<Container> origin() {
      return Optional.of(from);
    }

    @Override
    public boolean arrives() {
      return true;
    }

    @Override
    public String type() {
      return EventTypes.DEVICE_MOVED;
    }

    @Override
    public ObjectNode data(Observation seen) {
      Container to = placement.container();
      return Fact.data(DeviceMove.moved(placement.device(), from, to, seen.observedBy()), seen);
    }

    @Override
    public Stream<Container> containers() {
      return Stream.of(from, placement.container());
    }

    @Override
    public String toString() {
      return placement.device() + " moved " + from + " -> " + placement.container();
    }
  }

  /** A device that stayed, but is not quite what it was. */
  record Changed(Placement placement, List<DeviceChange.Field> fields, Instant at) implements Fact {
    @Override
    public String type() {
      return EventTypes.DEVICE_CHANGED;
    }

    @Override
    public ObjectNode data(Observation seen) {
      ObjectNode data = DeviceChange.of(placement.device(), fields).toJson();
      return data.set("container", placement.container().toJson());
    }

    @Override
    public String toString() {
      return placement.device() + " changed " + fields;
    }
  }

  /** A device that left its container for none, yet is known. */
  record Unprovisioned(Placement placement, Instant at) implements Fact {
    @Override
    public String type() {
      return EventTypes.DEVICE_UNPROVISIONED;
    }

    @Override
    public ObjectNode data(Observation seen) {
      return DeviceLeft.of(placement.device(), placement.container(), seen.observedBy()).toJson();
    }

    @Override
    public String toString() {
      return placement.device() + " left " + placement.container() + " and is unprovisioned";
    }
  }

  /** A device that CloudVision no longer knows. */
  record Removed(Placement placement, Instant at) implements Fact {
    @Override
    public String type() {
      return EventTypes.DEVICE_REMOVED;
    }

    @Override
    public ObjectNode data(Observation seen) {
      return DeviceLeft.of(placement.device(), placement.container(), seen.observedBy()).toJson();
    }

    @Override
    public String toString() {
      return placement.device() + " removed from " + placement.container();
    }
  }
}
