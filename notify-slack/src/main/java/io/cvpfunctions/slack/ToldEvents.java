package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which of the last events have been told, and which are being told. Thread-safe. */
final class ToldEvents {
  /** What became of asking for an event. */
  enum Claim {
    /** It is the caller's to tell, who then says {@link #told} or {@link #failed}. */
    YOURS,
    /** It has been told. */
    TOLD,
    /** Somebody else is telling it right now. */
    BUSY
  }

  private final int most;
  private final Map<UUID, String> told = new LinkedHashMap<>();
  private final Set<UUID> busy = new HashSet<>();

  /** Remembers the last {@code most} events. */
  ToldEvents(int most) {
    this.most = most;
  }

  synchronized Claim claim(CloudEvent event) {
    UUID key = key(event);
    if (told.containsKey(key)) return Claim.TOLD;
    return busy.add(key) ? Claim.YOURS : Claim.BUSY;
  }

  /** The thread is empty where there is none. */
  synchronized void told(CloudEvent event, String thread) {
    busy.remove(key(event));
    told.put(key(event), thread);
    if (told.size() <= most) return;
    Iterator<UUID> oldest = told.keySet().iterator();
    oldest.next();
    oldest.remove();
  }

  /** Where it was told, so that whoever lost the answer has the thread all the same. */
  synchronized Optional<String> thread(CloudEvent event) {
    return Optional.ofNullable(told.get(key(event))).filter(thread -> !thread.isEmpty());
  }

  synchronized void failed(CloudEvent event) {
    busy.remove(key(event));
  }

  /** Source and id together tell events apart; of any length, so only a digest is kept. */
  static UUID key(CloudEvent event) {
    String both = event.getSource() + " " + event.getId();
    return UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8));
  }
}
