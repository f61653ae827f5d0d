package io.cvpfunctions.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The producer's waits, each of which has to end before the call does. */
final class Deadlines {
  private static final String ACKNOWLEDGED = "delivery.timeout.ms";
  private static final String METADATA = "max.block.ms";
  private static final String REQUEST = "request.timeout.ms";
  private static final long LONGEST_MS = 5000;

  private final long call;

  private Deadlines(long call) {
    this.call = call;
  }

  /** For calls that have so much time. */
  static Deadlines within(Duration call) {
    return new Deadlines(call.toMillis());
  }

  /** First the wait for metadata, then the one for the acknowledgement: together one call. */
  Map<String, String> defaults() {
    long delivery = call * 3 / 4;
    Map<String, String> defaults = new TreeMap<>();
    defaults.put(METADATA, atMost(LONGEST_MS, call / 4));
    defaults.put(ACKNOWLEDGED, atMost(delivery, delivery));
    defaults.put(REQUEST, atMost(LONGEST_MS, delivery));
    return defaults;
  }

  private static String atMost(long limit, long millis) {
    return Long.toString(Math.max(1, Math.min(limit, millis)));
  }

  /** What is wrong with which property; all of them are numbers. */
  Map<String, String> problems(Map<String, String> properties) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (String name : new String[] {ACKNOWLEDGED, METADATA}) {
      if (number(properties, name) <= call) continue;
      problems.put(name, "is longer than a call has (exec_timeout): at most " + call);
    }
    long delivery = number(properties, ACKNOWLEDGED);
    if (number(properties, REQUEST) + number(properties, "linger.ms") > delivery) {
      problems.put(
          REQUEST, "plus linger.ms is longer than " + ACKNOWLEDGED + ", which is " + delivery);
    }
    return problems;
  }

  private static long number(Map<String, String> properties, String name) {
    return Long.parseLong(properties.get(name));
  }
}
