package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of an event a function is told all or nothing: nothing only where it ended within {@code
 * cvp.hold} of its beginning, and nothing at all where the watcher knew of the end in time. What is
 * told is told when the hold is over.
 */
final class HoldCheck implements Check {
  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>();
    Set<String> withheld = ledger.withheldKeys();
    for (Subscriber function : ledger.subscribers()) {
      Map<String, List<Message>> stories = new LinkedHashMap<>();
      ledger.allowed(function).stream()
          .filter(Message::ofCloudVision)
          .forEach(m -> stories.computeIfAbsent(m.story(), any -> new ArrayList<>()).add(m));
      for (List<Message> story : stories.values()) {
        new Judge(ledger, function, story, withheld).judge().ifPresent(findings::add);
      }
    }
    findings.addAll(others(ledger));
    return findings;
  }

  /** Only CloudVision events are ever withheld, and only from functions that they are due to. */
  private static List<Finding> others(Ledger ledger) {
    Set<String> stories =
        ledger.subscribers().stream()
            .filter(each -> !each.hold().isZero())
            .flatMap(
                each -> ledger.allowed(each).stream().map(m -> Receipt.key(each.name(), m.id())))
            .collect(Collectors.toSet());
    return ledger.withheld().stream()
        .filter(each -> !stories.contains(each.key()))
        .map(each -> new Finding(Kind.LOSS, ledger.end(), "withheld for nothing: " + each))
        .toList();
  }

  /** One event on its way to one function. */
  private record Judge(
      Ledger ledger, Subscriber function, List<Message> story, Set<String> withheldKeys) {
    Optional<Finding> judge() {
      long withheld = story.stream().filter(this::withheld).count();
      if (withheld > 0) return withheld < story.size() ? loss("in part") : unfounded();
      if (function.hold().isZero() || ledger.clockJumped()) return Optional.empty();
      if (endedInTime() && knownInTime()) return lie("though it was known to be over");
      return early() ? lie("before the hold was over") : Optional.empty();
    }

    private boolean withheld(Message message) {
      return withheldKeys.contains(key(message));
    }

    private String key(Message message) {
      return Receipt.key(function.name(), message.id());
    }

    private Message first() {
      return story.get(0);
    }

    private Optional<Message> resolved() {
      return story.stream().filter(Message::resolved).findFirst();
    }

    private Optional<Finding> unfounded() {
      boolean told = story.stream().anyMatch(each -> received(each).isPresent());
      if (told) return loss("though a part was told");
      return truthfullyShort() ? Optional.empty() : loss("though it lasted longer");
    }

    /** By what CloudVision did. */
    private boolean truthfullyShort() {
      Optional<Instant> end = ledger.history().cloudVisionEvents().resolvedAt(first().identity());
      return end.isPresent() && within(first().time(), end.get());
    }

    private boolean endedInTime() {
      return resolved().isPresent() && within(begun(), resolved().get().time());
    }

    /** Where nothing but its end concerns the function, it has lasted from its own beginning. */
    private Instant begun() {
      return first().resolved() ? first().begun() : first().time();
    }

    /** The end was stored for the function before the beginning could be tried. */
    private boolean knownInTime() {
      Instant begun = ledger.planned().get(key(first()));
      Instant over = ledger.planned().get(key(resolved().orElseThrow()));
      return begun != null && over != null && within(begun, over);
    }

    private boolean within(Instant from, Instant until) {
      return Duration.between(from, until).compareTo(function.hold()) < 0;
    }

    private boolean early() {
      return received(first()).filter(at -> within(begun(), at)).isPresent();
    }

    private Optional<Instant> received(Message message) {
      return ledger.receipts().stream()
          .filter(each -> each.key().equals(key(message)))
          .map(Receipt::arrived)
          .findFirst();
    }

    private Optional<Finding> loss(String why) {
      return finding(Kind.LOSS, "withheld " + why);
    }

    private Optional<Finding> lie(String why) {
      return finding(Kind.LIE, "told " + why);
    }

    private Optional<Finding> finding(Kind kind, String what) {
      return Optional.of(
          new Finding(kind, first().time(), what + ": " + function.name() + " of " + story));
    }
  }
}
