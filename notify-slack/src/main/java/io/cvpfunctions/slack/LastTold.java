package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.slack.message.CloudVisionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What was last told of each CloudVision event, and of each validation, so that the same is not
 * told again. Thread-safe.
 */
final class LastTold {
  private final int most;
  private final Map<UUID, UUID> told = new LinkedHashMap<>();

  /** Remembers the last {@code most}. */
  LastTold(int most) {
    this.most = most;
  }

  /** Why there is nothing to tell, if there is not. */
  synchronized Optional<String> staleness(CloudEvent event) {
    switch (event.getType()) {
      case EventTypes.VALIDATION_COMPLETED:
        return same(event) ? Optional.of("the same verdict was told already") : Optional.empty();
      case EventTypes.EVENT_UPDATED:
        return same(event)
            ? Optional.of("nothing that people read of it has changed")
            : Optional.empty();
      default:
        return Optional.empty();
    }
  }

  private boolean same(CloudEvent event) {
    UUID before = key(event).map(told::get).orElse(null);
    return before != null && before.equals(digest(state(event)));
  }

  /** Whether anything was told of what the event is about. */
  synchronized boolean knows(CloudEvent event) {
    return key(event).filter(told::containsKey).isPresent();
  }

  /** Notes that the event was told. */
  synchronized void told(CloudEvent event) {
    Optional<UUID> key = key(event);
    if (key.isEmpty()) return;
    told.remove(key.get());
    told.put(key.get(), digest(state(event)));
    if (told.size() <= most) return;
    Iterator<UUID> oldest = told.keySet().iterator();
    oldest.next();
    oldest.remove();
  }

  private static Optional<UUID> key(CloudEvent event) {
    switch (event.getType()) {
      case EventTypes.VALIDATION_COMPLETED:
        String chain = Events.extension(event, Events.CORRELATION_ID).orElse(event.getId());
        return Optional.of(digest(chain + " " + event.getSubject()));
      case EventTypes.EVENT_RAISED:
      case EventTypes.EVENT_UPDATED:
      case EventTypes.EVENT_RESOLVED:
        String key = CloudVisionEvent.of(event).key();
        return key.isBlank() ? Optional.empty() : Optional.of(digest(event.getSource() + key));
      default:
        return Optional.empty();
    }
  }

  private static String state(CloudEvent event) {
    if (!event.getType().equals(EventTypes.VALIDATION_COMPLETED)) {
      return CloudVisionEvent.of(event).news();
    }
    ValidationReport report = Events.data(event, ValidationReport::from);
    return report.results().stream()
        .filter(test -> test.result() == Verdict.FAILURE || test.result() == Verdict.ERROR)
        .map(TestResult::test)
        .collect(Collectors.joining(" ", report.verdict() + " ", ""));
  }

  /** Of any length, so only a digest is kept. */
  private static UUID digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
