package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.slack.api.SlackThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one batch, what belongs together as a digest. Used for that batch only. */
final class BatchTeller {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTeller.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** More answers in threads than this are a storm, and become a digest. */
  private static final int THREADS = 5;

  /** After these, nothing else of the batch would be posted either. */
  private static final Set<Kind> FOR_ALL = Set.of(Kind.LATER, Kind.OPERATOR, Kind.NOT_SENT);

  private final Teller teller;
  private final Call call;
  private final Result[] results;
  private final Set<String> failedSubjects = new HashSet<>();
  private Optional<Problem> forAll = Optional.empty();

  private BatchTeller(Teller teller, Call call, int events) {
    this.teller = teller;
    this.call = call;
    this.results = new Result[events];
  }

  /** One result per event, in the batch's order. */
  static List<Result> tell(List<CloudEvent> events, Teller teller, Call call) {
    BatchTeller batch = new BatchTeller(teller, call, events.size());
    boolean few = events.stream().filter(batch::isThreaded).count() <= THREADS;
    EventGroup.of(events, event -> batch.way(event, few)).forEach(batch::tell);
    return Arrays.asList(batch.results);
  }

  /** What belongs to a thread is told there, unless that were a storm of its own. */
  private Optional<Object> way(CloudEvent event, boolean threads) {
    if (threads && isThreaded(event)) return Optional.empty();
    return Optional.of(List.of(teller.route(event), Events.isRehearsal(event)));
  }

  private boolean isThreaded(CloudEvent event) {
    return SlackThread.of(event).isPresent() && teller.route(event).outlet().bot().isPresent();
  }

  private void tell(EventGroup group) {
    Map<Integer, CloudEvent> claimed = new LinkedHashMap<>();
    group
        .events()
        .forEach(
            (at, event) -> {
              if (claim(at, event)) claimed.put(at, event);
            });
    if (!claimed.isEmpty()) post(claimed);
  }

  /** Whether the event is to be told now; otherwise it has its result already. */
  private boolean claim(int at, CloudEvent event) {
    Optional<Problem> obstacle = obstacle(event);
    if (obstacle.isPresent()) return failed(at, event, obstacle.get());
    try {
      Optional<Outcome> without = teller.claim(event);
      without.ifPresent(outcome -> done(at, outcome));
      return without.isEmpty();
    } catch (RuntimeException failure) {
      return failed(at, event, problem(event, failure));
    }
  }

  private Optional<Problem> obstacle(CloudEvent event) {
    if (failedSubjects.contains(event.getSubject())) {
      String why = "an earlier event of " + event.getSubject() + " in this batch failed";
      return Optional.of(Problem.later(503, why, SOON));
    }
    if (forAll.isPresent() || !call.budget().spent()) return forAll;
    return Optional.of(Problem.later(503, "the time ended before this event", SOON));
  }

  private void post(Map<Integer, CloudEvent> claimed) {
    List<CloudEvent> events = List.copyOf(claimed.values());
    try {
      Outcome told = teller.post(events, call.budget());
      claimed.forEach((at, event) -> done(at, told));
    } catch (RuntimeException failure) {
      Problem problem = problem(events.get(0), failure);
      if (isForAll(failure)) forAll = Optional.of(problem);
      claimed.forEach((at, event) -> failed(at, event, problem));
    }
  }

  private static boolean isForAll(RuntimeException failure) {
    return failure instanceof CallFailedException
        && FOR_ALL.contains(((CallFailedException) failure).kind());
  }

  private void done(int at, Outcome outcome) {
    results[at] = Result.of(outcome);
  }

  private boolean failed(int at, CloudEvent event, Problem problem) {
    results[at] = Result.failed(problem);
    if (event.getSubject() != null) failedSubjects.add(event.getSubject());
    return false;
  }

  private Problem problem(CloudEvent event, RuntimeException failure) {
    Problem problem = Problem.from(failure);
    if (problem.status() != 500) return problem;
    LOG.atError()
        .addKeyValue("callId", call.id())
        .addKeyValue("id", event.getId())
        .setCause(failure)
        .log("failed on {}", event.getType());
    return problem;
  }
}
