package io.cvpfunctions.devicemove.rest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keys of what records refer to, so that each is asked for once in a while only. Thread-safe. */
public final class Remembered {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** The key, asked for where it is not known; what is not there is asked for again. */
  public Optional<String> get(String what, Supplier<Optional<String>> ask) {
    Entry known = entries.get(what);
    if (known != null && System.nanoTime() - known.since < FRESH.toNanos()) {
      return Optional.of(known.key);
    }
    Optional<String> key = ask.get();
    key.ifPresent(value -> put(what, value));
    return key;
  }

  public void put(String what, String key) {
    if (entries.size() >= MOST) entries.clear();
    entries.put(what, new Entry(key, System.nanoTime()));
  }

  /** For when one of them turned out to be gone. */
  public void forget() {
    entries.clear();
  }

  private static final class Entry {
    final String key;
    final long since;

    Entry(String key, long since) {
      this.key = key;
      this.since = since;
    }
  }
}
