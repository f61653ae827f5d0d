package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What messages about CloudVision's events came to.
 *
 * @param news in the order in which it happened
 * @param changed events to remember
 * @param forgotten events not to remember any more
 */
record Changes(List<News> news, Map<Identity, KnownEvent> changed, Set<Identity> forgotten) {
  Changes() {
    this(new ArrayList<>(), new HashMap<>(), new HashSet<>());
  }

  boolean isEmpty() {
    return changed.isEmpty() && forgotten.isEmpty();
  }
}
