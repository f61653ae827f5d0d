package io.cvpfunctions.lab.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The parts of the lab that can be stopped and started again, each as if its machine were off. */
final class Parts {
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();

  private record Part(Runnable stop, Runnable start) {}

  Parts(Lab lab) {
    add("Slack", lab.slack().http()::down, lab.slack().http()::up);
    add("the gateway", lab.gateway()::down, lab.gateway()::up);
    add("Kafka", lab.broker()::stop, lab.broker()::run);
    add("CloudVision", lab.network().cloudVision()::down, lab.network().cloudVision()::up);
  }

  private void add(String name, Runnable stop, Runnable start) {
    parts.put(name, new Part(stop, start));
    up.put(name, true);
  }

  /** Stops or starts it; one that is so already stays as it is. */
  synchronized void set(String name, boolean running) {
    Part part = parts.get(name);
    if (part == null) throw new IllegalArgumentException("there is no part " + name);
    if (up.get(name) == running) return;
    (running ? part.start() : part.stop()).run();
    up.put(name, running);
  }

  /** Each part, and whether it runs. */
  Map<String, Boolean> all() {
    Map<String, Boolean> all = new LinkedHashMap<>();
    parts.keySet().forEach(name -> all.put(name, up.get(name)));
    return all;
  }
}
