package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The parts of the lab that can be stopped and started again, each as if its machine were off. */
final class Parts {
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();

  private record Part(Runnable stop, Runnable start, BooleanSupplier alive) {}

  Parts(Lab lab) {
    Broker kafka = lab.broker();
    CloudVisionSimulator cloudVision = lab.network().cloudVision();
    add("Slack", lab.slack().http()::down, lab.slack().http()::up, () -> true);
    add("the gateway", lab.gateway()::down, lab.gateway()::up, () -> true);
    add("Kafka", kafka::stop, kafka::run, () -> kafka.process().isAlive());
    add("CloudVision", cloudVision::down, cloudVision::up, () -> true);
  }

  private void add(String name, Runnable stop, Runnable start, BooleanSupplier alive) {
    parts.put(name, new Part(stop, start, alive));
    up.put(name, true);
  }

  /** Stops or starts it; one that is so already stays as it is. */
  synchronized void set(String name, boolean running) {
    Part part = parts.get(name);
    if (part == null) throw new IllegalArgumentException("there is no part " + name);
    if (isUp(name) == running) return;
    (running ? part.start() : part.stop()).run();
    up.put(name, running);
  }

  /** Each part, and whether it runs. */
  Map<String, Boolean> all() {
    Map<String, Boolean> all = new LinkedHashMap<>();
    parts.keySet().forEach(name -> all.put(name, isUp(name)));
    return all;
  }

  /** A process may also have ended by itself. */
  private boolean isUp(String name) {
    return up.get(name) && parts.get(name).alive().getAsBoolean();
  }
}
