package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.jdbc.JdbcCmdb;
import io.cvpfunctions.devicemove.netbox.Nautobot;
import io.cvpfunctions.devicemove.netbox.NetBox;
import io.cvpfunctions.devicemove.servicenow.ServiceNow;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The CMDBs there are, by the word of the setting {@code cmdb} that chooses one. */
final class CmdbChoice {
  private static final String WORDS = "jdbc, netbox, nautobot, servicenow or none";

  /** Each reads its settings at once, and is opened only after all settings turned out right. */
  private static final Map<String, BiFunction<Settings, CmdbPolicy, Supplier<Cmdb>>> BUILT_IN =
      Map.of(
          "jdbc", JdbcCmdb::from,
          "netbox", NetBox::from,
          "nautobot", Nautobot::from,
          "servicenow", ServiceNow::from,
          "none", (settings, policy) -> none(settings));

  private CmdbChoice() {}

  /** Reads the settings of the CMDB that is chosen, and those that need no choice to be wrong. */
  static Supplier<Cmdb> from(Settings settings) {
    String word = settings.requiredText("cmdb", "say which CMDB it is: " + WORDS);
    CmdbPolicy policy = CmdbPolicy.from(settings);
    if (BUILT_IN.containsKey(word)) return BUILT_IN.get(word).apply(settings, policy);
    if (!word.isEmpty()) settings.problem("cmdb=" + word + " is not one of " + WORDS);
    return none(settings);
  }

  private static Supplier<Cmdb> none(Settings settings) {
    checkAddress(settings);
    return NoCmdb::new;
  }

  /** Notes an address that is one of no CMDB at all. */
  private static void checkAddress(Settings settings) {
    String url = settings.text("cmdb_url", "");
    if (url.isEmpty()) return;
    if (url.startsWith("https:") || url.startsWith("http:")) settings.url("cmdb_url");
    else JdbcCmdb.checkAddress(settings, url);
  }
}
