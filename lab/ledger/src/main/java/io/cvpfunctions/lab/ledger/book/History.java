package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that ever was so in CloudVision, written down by whoever changed it. A device's place is the
 * key of its container, {@link #UNPROVISIONED} or {@link #ABSENT}. Not thread-safe.
 */
public final class History {
  public static final String UNPROVISIONED = "(unprovisioned)";
  public static final String ABSENT = "(absent)";

  private final Map<String, List<String>> places = new TreeMap<>();
  private final Map<String, List<Instant>> times = new HashMap<>();
  private final Map<String, List<Restless>> restless = new HashMap<>();
  private final Map<String, Set<String>> names = new HashMap<>();
  private final Map<String, String> firstNames = new HashMap<>();
  private final Map<String, String> nameNow = new HashMap<>();
  private final CloudVisionEvents cloudVisionEvents = new CloudVisionEvents();
  private final TagHistory tags = new TagHistory();
  private final Map<String, Set<String>> facts = new HashMap<>();

  /** What CloudVision raised, too. */
  public CloudVisionEvents cloudVisionEvents() {
    return cloudVisionEvents;
  }

  /** What tags the devices had. */
  public TagHistory tags() {
    return tags;
  }

  /** The device is there from now on; the first place is what the baseline saw. */
  public void place(String serial, String place) {
    place(serial, place, Instant.now());
  }

  void place(String serial, String place, Instant at) {
    places.computeIfAbsent(serial, any -> new ArrayList<>()).add(place);
    times.computeIfAbsent(serial, any -> new ArrayList<>()).add(at);
  }

  /** Something is pending on the device from then until then, as every list says. */
  public void restless(String serial, Instant from, Instant until) {
    restless.computeIfAbsent(serial, any -> new ArrayList<>()).add(new Restless(from, until));
  }

  /** A time in which something was pending on a device. */
  record Restless(Instant from, Instant until) {}

  List<Restless> restless(String serial) {
    return restless.getOrDefault(serial, List.of());
  }

  /** Where the device was one after the other; the last lasts until the end. */
  List<Stay> stays(String serial, Instant end) {
    List<String> all = places(serial);
    List<Instant> from = times.getOrDefault(serial, List.of());
    List<Stay> stays = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      Instant until = i + 1 < from.size() ? from.get(i + 1) : end;
      stays.add(new Stay(all.get(i), from.get(i), until));
    }
    return stays;
  }

  /** The container is called so from now on. */
  public void name(String key, String name) {
    names.computeIfAbsent(key, any -> new HashSet<>()).add(name);
    firstNames.putIfAbsent(key, name);
    nameNow.put(key, name);
  }

  /** The device has such a hostname, version and so on from now on. */
  public void fact(String serial, String value) {
    facts.computeIfAbsent(serial, any -> new HashSet<>()).add(value);
  }

  static boolean nowhere(String place) {
    return place.equals(ABSENT) || place.equals(UNPROVISIONED);
  }

  /** Whether the device ever was there. */
  public boolean knows(String serial) {
    return places.containsKey(serial);
  }

  Set<String> devices() {
    return places.keySet();
  }

  List<String> places(String serial) {
    return places.getOrDefault(serial, List.of(ABSENT));
  }

  /** Where the device is in the end. */
  public String last(String serial) {
    List<String> all = places(serial);
    return all.get(all.size() - 1);
  }

  boolean wasCalled(String key, String name) {
    return names.getOrDefault(key, Set.of()).contains(name);
  }

  String firstNameOf(String key) {
    return firstNames.getOrDefault(key, "");
  }

  String nameOf(String key) {
    return nameNow.getOrDefault(key, key);
  }

  boolean had(String serial, String value) {
    return facts.getOrDefault(serial, Set.of()).contains(value);
  }

  /** Whether any container was ever called so. */
  boolean knowsName(String name) {
    return names.values().stream().anyMatch(all -> all.contains(name));
  }
}
