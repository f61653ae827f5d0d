package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.slack.api.Outlet;
import io.cvpfunctions.slack.api.SlackThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one batch, what belongs together as a digest. Used for that batch only. */
final class BatchTeller {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTeller.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** After these, nothing else of the batch would be posted there either. */
  private static final Set<Kind> LASTING = Set.of(Kind.LATER, Kind.OPERATOR, Kind.NOT_SENT);

  private final Teller teller;
  private final Call call;
  private final Result[] results;
  private final Set<String> failedSubjects = new HashSet<>();
  private final Map<String, String> opened = new HashMap<>();
  private final Map<Outlet, Problem> closed = new HashMap<>();

  private BatchTeller(Teller teller, Call call, int events) {
    this.teller = teller;
    this.call = call;
    this.results = new Result[events];
  }

  /** One result per event, in the batch's order. */
  static List<Result> tell(List<CloudEvent> events, Teller teller, Call call) {
    BatchTeller batch = new BatchTeller(teller, call, events.size());
    Map<ThreadRole, Long> counts =
        events.stream().collect(Collectors.groupingBy(ThreadRole::of, Collectors.counting()));
    EventGroup.of(events, event -> batch.way(event, isStorm(event, counts))).forEach(batch::tell);
    return Arrays.asList(batch.results);
  }

  private static boolean isStorm(CloudEvent event, Map<ThreadRole, Long> counts) {
    ThreadRole role = ThreadRole.of(event);
    return role.isStorm(counts.get(role));
  }

  /** A few are told by kind, through a bot each, so that they have threads; more are a digest. */
  private Optional<Object> way(CloudEvent event, boolean storm) {
    if (!storm && isBots(event)) return Optional.empty();
    Object kind = storm ? "all" : teller.kind(event);
    return Optional.of(List.of(teller.route(event), Events.isRehearsal(event), kind));
  }

  private boolean isBots(CloudEvent event) {
    return teller.route(event).outlet().bot().isPresent();
  }

  private static boolean isThreaded(CloudEvent event) {
    return SlackThread.of(event).isPresent();
  }

  private void tell(EventGroup group) {
    Map<Integer, CloudEvent> events = new LinkedHashMap<>(group.events());
    events.replaceAll((at, event) -> inThread(event));
    Optional<Problem> closure = closure(List.copyOf(events.values()));
    LastTold together = new LastTold(events.size());
    events.entrySet().removeIf(at -> !claim(at.getKey(), at.getValue(), closure, together));
    if (!events.isEmpty()) post(events);
  }

  /** Joins the thread that an earlier event of its chain has opened in this very batch. */
  private CloudEvent inThread(CloudEvent event) {
    String thread = opened.get(chain(event));
    return thread == null || isThreaded(event)
        ? event
        : Events.withExtension(event, Events.SLACK_THREAD, thread);
  }

  private static String chain(CloudEvent event) {
    return Events.extension(event, Events.CORRELATION_ID).orElse(event.getId());
  }

  /** Why nothing more is posted where these go together. */
  private Optional<Problem> closure(List<CloudEvent> events) {
    return isInThread(events) ? Optional.empty() : Optional.ofNullable(closed.get(outlet(events)));
  }

  private Outlet outlet(List<CloudEvent> events) {
    return teller.route(events.get(0)).outlet();
  }

  /** Whether the event is to be told now; otherwise it has its result already. */
  private boolean claim(int at, CloudEvent event, Optional<Problem> closure, LastTold together) {
    Optional<Problem> obstacle = obstacle(event).or(() -> closure);
    if (obstacle.isPresent()) return failed(at, event, obstacle.get());
    try {
      Optional<Outcome> without = teller.claim(event, together);
      without.ifPresent(outcome -> done(at, event, outcome));
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
    if (!call.budget().spent()) return Optional.empty();
    return Optional.of(Problem.later(503, "the time ended before this event", SOON));
  }

  private void post(Map<Integer, CloudEvent> claimed) {
    List<CloudEvent> events = List.copyOf(claimed.values());
    try {
      Outcome told = teller.post(events, call.budget());
      claimed.forEach((at, event) -> done(at, event, told));
    } catch (RuntimeException failure) {
      Problem problem = problem(events.get(0), failure);
      if (isLasting(failure) && !isInThread(events)) closed.put(outlet(events), problem);
      claimed.forEach((at, event) -> failed(at, event, problem));
    }
  }

  /** Then it was for the channel of the thread, which is not always the outlet's. */
  private boolean isInThread(List<CloudEvent> events) {
    CloudEvent first = events.get(0);
    return events.size() == 1 && isThreaded(first) && isBots(first);
  }

  private static boolean isLasting(RuntimeException failure) {
    return failure instanceof CallFailedException
        && LASTING.contains(((CallFailedException) failure).kind());
  }

  private void done(int at, CloudEvent event, Outcome outcome) {
    results[at] = Result.of(outcome);
    String thread = outcome.result().path(Events.SLACK_THREAD).asText("");
    if (!thread.isEmpty()) opened.put(chain(event), thread);
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
