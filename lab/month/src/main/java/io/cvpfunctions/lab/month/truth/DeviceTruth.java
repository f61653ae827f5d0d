package io.cvpfunctions.lab.month.truth;

import io.cvpfunctions.lab.cloudvision.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is true of one device: what it is, where it was when, and how it was when. */
public final class DeviceTruth {
  private final List<Stay> stays = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private Device facts;
  private boolean streaming = true;
  private Optional<String> successor = Optional.empty();
  private final boolean baseline;

  /** From then on it was so. */
  private record Mark(Instant at, Health health) {}

  DeviceTruth(Device facts, boolean baseline, Instant now, int lists) {
    this.facts = facts;
    this.baseline = baseline;
    stays.add(new Stay(facts.container(), now, Optional.empty(), lists));
    marks.add(new Mark(Instant.MIN, Health.GOOD));
  }

  synchronized void facts(Device now) {
    facts = now;
  }

  synchronized void streaming(boolean now) {
    streaming = now;
  }

  synchronized void succeededBy(String serial) {
    successor = Optional.of(serial);
  }

  synchronized void stays(String container, Instant now, int lists) {
    Stay last = stays.remove(stays.size() - 1);
    stays.add(last.ended(now, lists));
    stays.add(new Stay(container, now, Optional.empty(), lists));
  }

  synchronized void health(Health health, Instant now) {
    marks.add(new Mark(now, health));
  }

  public synchronized Device facts() {
    return facts;
  }

  public synchronized boolean streaming() {
    return streaming;
  }

  /** The serial number of what took its place and its name. */
  public synchronized Optional<String> successor() {
    return successor;
  }

  /** Whether it was there before anybody looked, so that its first stay tells nothing. */
  public boolean baseline() {
    return baseline;
  }

  /** In order; the last has not ended. */
  public synchronized List<Stay> stays() {
    return List.copyOf(stays);
  }

  /** Where it is. */
  public synchronized String place() {
    return stays.get(stays.size() - 1).container();
  }

  public synchronized Health health() {
    return marks.get(marks.size() - 1).health();
  }

  /** All states that it was in during that time. */
  public synchronized List<Health> between(Instant from, Instant to) {
    List<Health> during = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      boolean begun = !marks.get(i).at().isAfter(to);
      boolean over = i + 1 < marks.size() && marks.get(i + 1).at().isBefore(from);
      if (begun && !over) during.add(marks.get(i).health());
    }
    return during;
  }
}
