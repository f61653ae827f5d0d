package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every stay of a device that the watcher cannot have missed became an event, measured against what
 * CloudVision did and showed, not against what the watcher stored.
 */
final class DetectionCheck implements Check {
  /** How many stays there were that had to be told. */
  static int certain(Ledger ledger) {
    Sightings sightings = new Sightings(ledger);
    int count = 0;
    for (String serial : ledger.history().devices()) {
      for (Stay stay : ledger.history().stays(serial, ledger.end())) {
        if (sightings.certain(serial, stay)) count++;
      }
    }
    return count;
  }

  @Override
  public List<Finding> findings(Ledger ledger) {
    Sightings sightings = new Sightings(ledger);
    List<Finding> findings = new ArrayList<>();
    for (String serial : ledger.history().devices()) {
      missed(serial, ledger, sightings)
          .ifPresent(stay -> findings.add(finding(serial, stay, ledger)));
    }
    return findings;
  }

  /**
   * Follows the device's stays, and what was told of it beside them: after each stay, how much of
   * the story can have been told. A stay that had to be told leaves only what ends in its place.
   */
  private static Optional<Stay> missed(String serial, Ledger ledger, Sightings sightings) {
    List<String> told = told(serial, ledger);
    TreeSet<Integer> reached = new TreeSet<>(List.of(0));
    for (Stay stay : ledger.history().stays(serial, ledger.end())) {
      List<Integer> further =
          reached.stream()
              .map(each -> each + 1)
              .filter(each -> each < told.size() && told.get(each).equals(stay.place()))
              .toList();
      reached.addAll(further);
      if (!sightings.certain(serial, stay)) continue;
      reached.removeIf(each -> !told.get(each).equals(stay.place()));
      if (reached.isEmpty()) return Optional.of(stay);
    }
    return Optional.empty();
  }

  /** The places that were told of it, the first being what the baseline saw. */
  private static List<String> told(String serial, Ledger ledger) {
    List<String> told = new ArrayList<>(List.of(ledger.history().places(serial).get(0)));
    ledger.outbox().stream()
        .filter(message -> message.places() && message.subject().equals(serial))
        .forEach(message -> told.add(message.place()));
    return told;
  }

  private static Finding finding(String serial, Stay stay, Ledger ledger) {
    String what = "%s was in %s from %s until %s, which was shown and never told; told was %s";
    String text =
        what.formatted(serial, stay.place(), stay.from(), stay.until(), told(serial, ledger));
    return new Finding(Kind.LOSS, stay.from(), text);
  }
}
