package io.cvpfunctions.devicemove;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far device-move may go with the records of others. */
public enum CmdbMode {
  /** Writes the history only. */
  PROPOSE,
  /** Creates what is missing and keeps our own fields true. */
  CREATE,
  /** Keeps all fields that it knows true. */
  RECORD;

  public static List<String> words() {
    return Arrays.stream(values()).map(CmdbMode::word).collect(Collectors.toList());
  }

  /** The mode of a word of {@link #words}; the default where it is none of them. */
  public static CmdbMode of(String word) {
    return words().contains(word) ? valueOf(word.toUpperCase(Locale.ROOT)) : CREATE;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
