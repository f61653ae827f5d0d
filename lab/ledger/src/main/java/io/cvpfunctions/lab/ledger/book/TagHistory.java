package io.cvpfunctions.lab.ledger.book;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every value that a device's tag of one label ever had. Not thread-safe. */
public final class TagHistory {
  /** There is no such tag on the device. */
  public static final String NONE = "";

  private final Map<String, List<String>> values = new TreeMap<>();

  /** The baseline sees that value; nothing where this is never said. */
  public void baseline(String serial, String value) {
    values.put(serial, new ArrayList<>(List.of(value)));
  }

  /** The device has that value from now on. */
  public void value(String serial, String value) {
    values.computeIfAbsent(serial, any -> new ArrayList<>(List.of(NONE))).add(value);
  }

  /** What the device has by now. */
  public String last(String serial) {
    List<String> all = of(serial);
    return all.get(all.size() - 1);
  }

  List<String> of(String serial) {
    return values.getOrDefault(serial, List.of(NONE));
  }

  Map<String, List<String>> all() {
    return Collections.unmodifiableMap(values);
  }
}
