package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
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
  private final Set<UUID> told = new LinkedHashSet<>();
  private final Set<UUID> busy = new HashSet<>();

  /** Remembers the last {@code most} events. */
  ToldEvents(int most) {
    this.most = most;
  }

  synchronized Claim claim(CloudEvent event) {
    UUID key = key(event);
    if (told.contains(key)) return Claim.TOLD;
    return busy.add(key) ? Claim.YOURS : Claim.BUSY;
  }

  synchronized void told(CloudEvent event) {
    busy.remove(key(event));
    told.add(key(event));
    if (told.size() <= most) return;
    Iterator<UUID> oldest = told.iterator();
    oldest.next();
    oldest.remove();
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
