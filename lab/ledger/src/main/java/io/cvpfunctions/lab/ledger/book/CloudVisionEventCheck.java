package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.CloudVisionEvents.Course;
import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of every CloudVision event that was ever at least INFO it was told once that it began, and once
 * that it ended if it did, in between only what was so of it, and in the end how bad it is. Of no
 * other anything was told, and of none before it was so bad.
 */
public final class CloudVisionEventCheck implements Check {
  /** Whether all that there was to tell has become events. */
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

  /** All that was told, heard in its order. */
  private static final class Hearing {
    private final Map<String, Course> courses;
    private final Instant end;
    private final Map<String, Message> last = new HashMap<>();
    private final List<Finding> lies = new ArrayList<>();

    Hearing(Ledger ledger) {
      courses = ledger.history().cloudVisionEvents().courses();
      end = ledger.end();
      ledger.outbox().stream().filter(Message::ofCloudVision).forEach(this::hear);
    }

    private void hear(Message message) {
      Message before = last.put(message.identity(), message);
      Course course = courses.get(message.identity());
      if (course == null) lie("never was", message);
      else if (!course.serial().equals(message.subject())) lie("of another device", message);
      else if (!course.was(message.severity())) lie("never was so bad", message);
      else if (resolved(message) && !course.resolved()) lie("is not over", message);
      else if (raised(message) != (before == null)) lie("not told once, and first, begun", message);
      else if (raised(message) && Course.tooLittle(message.severity()))
        lie("is too little", message);
      else if (before != null && resolved(before)) lie("was over", message);
    }

    private static boolean raised(Message message) {
      return message.type().endsWith(".raised");
    }

    private static boolean resolved(Message message) {
      return message.type().endsWith(".resolved");
    }

    private void lie(String what, Message message) {
      lies.add(new Finding(Kind.LIE, end, what + ": " + message + " " + message.data()));
    }

    List<Finding> untold() {
      List<Finding> untold = new ArrayList<>();
      courses.forEach(
          (identity, course) -> {
            Message told = last.get(identity);
            String what = "the CloudVision event " + identity + " of " + course.serial();
            if (told == null && !course.matters()) return;
            if (told == null) untold.add(new Finding(Kind.LOSS, end, what + " was never told"));
            else if (course.resolved() != resolved(told)) untold.add(view(what, told));
            else if (!course.severity().equals(told.severity())) untold.add(view(what, told));
          });
      return untold;
    }

    private Finding view(String what, Message told) {
      return new Finding(Kind.VIEW, end, what + " is not as told last: " + told.data());
    }
  }
}
