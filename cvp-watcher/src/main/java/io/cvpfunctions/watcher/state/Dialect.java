package io.cvpfunctions.watcher.state;

import java.util.Map;

/** Where two databases need different SQL; everything else is one text for both. */
interface Dialect {
  /** The column type of a number that the database counts up by itself. */
  String countedKey();

  /** What ends a claim's select, so that two replicas never take the same delivery. */
  String claimSuffix();

  /** What every new connection is set to, as properties of its driver. */
  Map<String, String> connectionProperties();
}
