package io.cvpfunctions.function;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Works through a batch event by event until the budget ends; keeps the order of each device. */
final class OneByOne {
  static final Duration SOON = Duration.ofSeconds(1);

  private OneByOne() {}

  static List<Result> handle(EventFunction function, List<CloudEvent> events, Call call) {
    Set<String> failedSubjects = new HashSet<>();
    List<Result> results = new ArrayList<>();
    for (CloudEvent event : events) {
      Result result = one(function, event, call, failedSubjects);
      String subject = event.getSubject();
      if (result.problem().isPresent() && subject != null) failedSubjects.add(subject);
      results.add(result);
    }
    return results;
  }

  private static Result one(
      EventFunction function, CloudEvent event, Call call, Set<String> failedSubjects) {
    if (failedSubjects.contains(event.getSubject())) {
      String why = "an earlier event of " + event.getSubject() + " in this batch failed";
      return Result.failed(Problem.later(503, why, SOON));
    }
    if (call.budget().spent()) {
      return Result.failed(Problem.later(503, "the time ended before this event", SOON));
    }
    return attempt(function, event, call);
  }

  /** Does the work for one event; whatever it throws becomes a problem. */
  private static Result attempt(EventFunction function, CloudEvent event, Call call) {
    try {
      return Result.of(function.handle(event, call));
    } catch (Throwable failure) {
      return Result.failed(Problem.thrown(failure));
    }
  }
}
