package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The CloudVision events that there ever were, and all that was ever so of each. */
public final class CloudVisionEvents {
  private final Map<String, Course> courses = new LinkedHashMap<>();

  /** One of them, from its beginning. Not thread-safe. */
  static final class Course {
    private static final String TOO_LITTLE = "DEBUG";

    private final String serial;
    private final Set<String> severities = new HashSet<>();
    private String severity;
    private Instant resolvedAt;

    private Course(String serial) {
      this.serial = serial;
    }

    String serial() {
      return serial;
    }

    String severity() {
      return severity;
    }

    boolean was(String other) {
      return severities.contains(other);
    }

    /** Whether it ever was bad enough to be told; what is, is told to its end. */
    boolean matters() {
      return severities.stream().anyMatch(each -> !each.equals(TOO_LITTLE));
    }

    static boolean tooLittle(String severity) {
      return severity.equals(TOO_LITTLE);
    }

    boolean resolved() {
      return resolvedAt != null;
    }
  }

  /** What tells one from all others: a condition that returns has its key again. */
  public static String identity(String key, Instant at) {
    return key + "@" + at;
  }

  /** It begins, about that device. */
  public void raise(String identity, String serial, String severity) {
    courses.put(identity, new Course(serial));
    severity(identity, severity);
  }

  /** It is that bad from now on. */
  public void severity(String identity, String severity) {
    Course course = courses.get(identity);
    course.severities.add(severity);
    course.severity = severity;
  }

  /** It is over. */
  public void resolve(String identity) {
    resolve(identity, Instant.now());
  }

  void resolve(String identity, Instant at) {
    courses.get(identity).resolvedAt = at;
  }

  /** When it was over; empty where it is not, or never was. */
  Optional<Instant> resolvedAt(String identity) {
    return Optional.ofNullable(courses.get(identity)).map(course -> course.resolvedAt);
  }

  Map<String, Course> courses() {
    return Collections.unmodifiableMap(courses);
  }
}
