package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a subscription has said so far: the list it began with, and all that became of it (facts:
 * CloudVision C3). Not thread-safe.
 *
 * <p>A new subscription lists everything anew; until that list is complete, the old one counts.
 */
final class Mirror<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

  private final BinaryOperator<V> merge;
  private Map<K, V> content = new HashMap<>();
  private Map<K, V> listing;
  private final Set<K> deleted = new HashSet<>();
  private boolean complete;
  private boolean relisted;

  /** {@code merge} adds what a message says to what was known: a message may be partial. */
  Mirror(BinaryOperator<V> merge) {
    this.merge = merge;
  }

  /** A subscription begins. */
  void begin() {
    listing = new HashMap<>();
  }

  /** Takes one message; the value is looked at only where the operation has one. */
  void take(Operation operation, int number, K key, V value) {
    switch (operation) {
      case INITIAL, UPDATED, UNSPECIFIED -> put(key, value);
      case DELETED -> remove(key);
      case INITIAL_SYNC_COMPLETE -> complete();
      case BATCH_START, BATCH_END -> {}
      default ->
          LOG.atInfo()
              .addKeyValue("event", "stream.unknown")
              .log("an operation {} is not known here, and left aside", number);
    }
  }

  private void put(K key, V value) {
    Map<K, V> into = listing == null ? content : listing;
    into.merge(key, value, merge);
    if (listing == null) deleted.remove(key);
  }

  private void remove(K key) {
    if (listing != null) {
      listing.remove(key);
    } else if (content.remove(key) != null) {
      deleted.add(key);
    }
  }

  private void complete() {
    if (listing == null) return;
    content = listing;
    listing = null;
    deleted.clear();
    complete = true;
    relisted = true;
  }

  /** Whether a list was ever complete. */
  boolean listed() {
    return complete;
  }

  /** Whether the list is complete, rather than being made anew. */
  boolean current() {
    return complete && listing == null;
  }

  /** Whether the list was made anew since this was last asked. */
  boolean takeRelisted() {
    boolean was = relisted;
    relisted = false;
    return was;
  }

  /** As it was when the last message came. */
  Map<K, V> content() {
    return Collections.unmodifiableMap(content);
  }

  /** What was said to be deleted since the list was made. */
  Set<K> deleted() {
    return Collections.unmodifiableSet(deleted);
  }
}
