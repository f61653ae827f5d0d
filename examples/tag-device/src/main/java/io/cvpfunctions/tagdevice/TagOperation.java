package io.cvpfunctions.tagdevice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to become of an element's values of the label. */
enum TagOperation {
  /** The value is added to those there are. */
  ASSIGN {
    @Override
    Map<String, Boolean> changes(Set<String> now, String value) {
      return now.contains(value) ? Map.of() : Map.of(value, true);
    }
  },
  /** The value is taken off; where none is named, all are. */
  REMOVE {
    @Override
    Map<String, Boolean> changes(Set<String> now, String value) {
      return without(now, value.isEmpty() ? now : Set.of(value));
    }
  },
  /** The value is the only one. */
  REPLACE {
    @Override
    Map<String, Boolean> changes(Set<String> now, String value) {
      Set<String> others = now.stream().filter(v -> !v.equals(value)).collect(Collectors.toSet());
      Map<String, Boolean> changes = without(now, others);
      changes.putAll(ASSIGN.changes(now, value));
      return changes;
    }
  };

  static final List<String> WORDS =
      Stream.of(values()).map(TagOperation::word).collect(Collectors.toList());

  /** By value, whether it is assigned or taken off; nothing for what is so already. */
  abstract Map<String, Boolean> changes(Set<String> now, String value);

  private static Map<String, Boolean> without(Set<String> now, Set<String> gone) {
    Map<String, Boolean> changes = new LinkedHashMap<>();
    now.stream().sorted().filter(gone::contains).forEach(value -> changes.put(value, false));
    return changes;
  }

  /** As {@code tag_operation} has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TagOperation of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
