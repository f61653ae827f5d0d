package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.EventLine;
import io.cvpfunctions.watcher.delivery.Recorder.End;
import io.cvpfunctions.watcher.delivery.Recorder.Recorded;
import io.cvpfunctions.watcher.state.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a function, with one event or a batch, to the end: sent, judged, stored, told. */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final List<Delivery> claimed;
  private final Sender sender;
  private final Recorder recorder;
  private final DeliveryListener listener;
  private final Pace pace;
  private final Place place;
  private final Consumer<Set<String>> chained;
  private final String function;
  private final String callId = UUID.randomUUID().toString();
  private final long begin = System.nanoTime();

  Attempt(
      List<Delivery> claimed,
      Lane.Gear gear,
      Pace pace,
      Place place,
      Consumer<Set<String>> chained) {
    this.claimed = claimed;
    this.sender = gear.sender();
    this.recorder = gear.recorder();
    this.listener = gear.listener();
    this.pace = pace;
    this.place = place;
    this.chained = chained;
    this.function = claimed.get(0).function();
  }

  void make() {
    claimed.forEach(each -> listener.attempting(each, callId));
    try {
      judge(sender.send(claimed, callId));
    } catch (CallFailedException failed) {
      if (failed.kind() == Kind.NOT_SENT) notSent(failed.getMessage());
      else noAnswer(failed.getMessage());
    } catch (RuntimeException bug) {
      claimed.forEach(each -> broken(each, bug));
      noAnswer(bug.toString());
    }
  }

  private void broken(Delivery delivery, RuntimeException bug) {
    EventLine.of(LOG.atError(), delivery.event())
        .setCause(bug)
        .addKeyValue("event", "delivery.broken")
        .addKeyValue("subject", delivery.subject())
        .addKeyValue("function", function)
        .addKeyValue("callId", callId)
        .log("{}: {}", delivery, bug);
  }

  private void judge(Answer answer) {
    if (claimed.size() == 1) {
      if (Judgement.of(answer.status()) == Judgement.DONE) done();
      store(List.of(AnswerReader.single(claimed.get(0), answer)));
      return;
    }
    Optional<List<Result>> results = AnswerReader.batch(claimed, answer);
    if (results.isPresent()) {
      pace.taken();
      store(results.get());
    } else {
      pace.halve(claimed.size());
      String why = "a batch of " + claimed.size() + " answered " + answer.status();
      notJudged(answer.status(), why);
      recorder.giveBack(claimed, answer.status(), why);
    }
  }

  private void notJudged(int status, String why) {
    claimed.forEach(each -> listener.notJudged(each, callId, status, why));
  }

  /** The next device's event need not wait until this one's answer is stored; its own does. */
  private void done() {
    pace.taken();
    place.free();
  }

  /** While the lane waits, no answer is no judgement: it neither ends that nor costs an attempt. */
  private void noAnswer(String why) {
    if (!pace.held()) {
      store(claimed.stream().map(each -> Result.none(each, why)).toList());
      return;
    }
    notJudged(0, why);
    hold(why);
    recorder.unanswered(claimed, why);
  }

  private void notSent(String why) {
    notJudged(0, why);
    turnAway(why);
  }

  /** It never got to the function. */
  void turnAway(String why) {
    hold(why);
    recorder.giveBack(claimed, 0, why);
  }

  private void hold(String why) {
    if (pace.turnedAway(claimed.get(0).seq())) listener.held(function, 0, why);
  }

  private void store(List<Result> results) {
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    List<Recorded> recorded = recorder.record(results, blamed(results), took);
    recorded.forEach(each -> tell(each, took));
    Set<String> steps = Recorder.steps(recorded);
    if (!steps.isEmpty()) chained.accept(steps);
  }

  /** Turned away although others were reached, or another event of the same batch was. */
  private Set<Delivery> blamed(List<Result> results) {
    boolean reached = results.stream().anyMatch(each -> each.judgement() != Judgement.HELD);
    return results.stream()
        .filter(each -> each.judgement() == Judgement.HELD)
        .map(Result::delivery)
        .filter(each -> pace.blames(each.seq()) || reached)
        .collect(Collectors.toSet());
  }

  private void tell(Recorded recorded, Duration took) {
    Delivery delivery = recorded.result().delivery();
    int status = recorded.result().status();
    String reason = recorded.reason();
    if (recorded.end() == End.HELD) {
      listener.notJudged(delivery, callId, status, reason);
      if (pace.turnedAway(delivery.seq())) listener.held(function, status, reason);
      return;
    }
    if (pace.ended(status)) listener.released(function);
    switch (recorded.end()) {
      case DONE -> listener.delivered(delivery, callId, status, took);
      case AGAIN -> listener.retrying(delivery, callId, status, reason, recorded.pause());
      default -> listener.deadLettered(delivery, status, reason);
    }
  }
}
