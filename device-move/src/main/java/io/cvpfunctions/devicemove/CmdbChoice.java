package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.jdbc.JdbcCmdb;
import io.cvpfunctions.remote.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The CMDBs there are, by the word of the setting {@code cmdb} that chooses one. */
final class CmdbChoice {
  private static final String WORDS = "jdbc, netbox, nautobot, servicenow or none";
  private static final List<String> NOT_YET = List.of("netbox", "nautobot", "servicenow");

  /** Each reads its settings at once, and is opened only after all settings turned out right. */
  private static final Map<String, Function<Settings, Supplier<Cmdb>>> BUILT_IN =
      Map.of("jdbc", JdbcCmdb::from, "none", settings -> NoCmdb::new);

  private CmdbChoice() {}

  /** Reads the settings of the CMDB that is chosen; what is wrong with them is noted there. */
  static Supplier<Cmdb> from(Settings settings) {
    String word = settings.requiredText("cmdb", "say which CMDB it is: " + WORDS);
    if (BUILT_IN.containsKey(word)) return BUILT_IN.get(word).apply(settings);
    if (NOT_YET.contains(word)) {
      settings.problem("cmdb=" + word + " is not built in yet: only jdbc and none are");
    } else if (!word.isEmpty()) {
      settings.problem("cmdb=" + word + " is not one of " + WORDS);
    }
    return NoCmdb::new;
  }
}
