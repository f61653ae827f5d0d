package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of a device's tag only values were told that it had, in order and without gaps, and in the end
 * the one that it has; whatever is told of the device's container.
 */
public final class TagCheck implements Check {
  /** Whether the last value of every device has become an event. */
  public static boolean told(Ledger ledger) {
    return new Hearing(ledger).untold().isEmpty();
  }

  @Override
  public List<Finding> findings(Ledger ledger) {
    Hearing hearing = new Hearing(ledger);
    List<Finding> findings = new ArrayList<>(hearing.lies);
    findings.addAll(hearing.untold());
    return findings;
  }

  /** All that was told of tags, heard in its order. */
  private static final class Hearing {
    private final Ledger ledger;
    private final TagHistory history;
    private final Map<String, String> believed = new LinkedHashMap<>();
    private final Map<String, Integer> reached = new LinkedHashMap<>();
    private final List<Finding> lies = new ArrayList<>();

    Hearing(Ledger ledger) {
      this.ledger = ledger;
      this.history = ledger.history().tags();
      history.all().forEach((serial, values) -> believed.put(serial, values.get(0)));
      ledger.outbox().stream().filter(Message::tags).forEach(this::hear);
    }

    private void hear(Message message) {
      String serial = message.subject();
      String before = believed.getOrDefault(serial, TagHistory.NONE);
      String now = message.name("to");
      believed.put(serial, now);
      if (!message.name("from").equals(before)) lie("never came to from " + before, message);
      int from = reached.getOrDefault(serial, 0);
      List<String> left = history.of(serial).subList(from, history.of(serial).size());
      if (left.contains(now)) reached.put(serial, from + left.indexOf(now));
      else lie("never had after what was told before", message);
    }

    private void lie(String why, Message message) {
      String what = "a tag that the device " + why + ": " + message + " " + message.data();
      lies.add(new Finding(Kind.LIE, ledger.stored().get(message.id()), what));
    }

    List<Finding> untold() {
      List<Finding> untold = new ArrayList<>();
      believed.forEach(
          (serial, value) -> {
            String truth = history.last(serial);
            String what = "the tag of %s is '%s', told is '%s'".formatted(serial, truth, value);
            if (!truth.equals(value)) untold.add(new Finding(Kind.VIEW, ledger.end(), what));
          });
      return untold;
    }
  }
}
