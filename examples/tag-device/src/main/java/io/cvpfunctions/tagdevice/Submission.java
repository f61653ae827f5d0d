package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The way of one workspace into the network's design: changes written, built, submitted. One that
 * an earlier call has left behind goes on where it is. Not thread-safe.
 */
final class Submission {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration GOES_ON = Duration.ofSeconds(5);
  private static final Duration AFTER_A_CONFLICT = Duration.ofSeconds(5);
  private static final Duration UNTIL_IT_STREAMS = Duration.ofMinutes(1);

  /**
   * Failures that may only mean that somebody else has ended it, or the same event submitted it.
   */
  private static final Set<Kind> OF_ITS_STATE = Set.of(Kind.REJECTED, Kind.OPERATOR);

  private final CloudVision cloudVision;
  private final String workspace;
  private final String name;
  private final Budget budget;
  private final boolean repeated;
  private boolean submitting;
  private boolean underWay;

  /** A call that is {@code repeated} comes again until it is done. */
  Submission(
      CloudVision cloudVision, String workspace, String name, Budget budget, boolean repeated) {
    this.cloudVision = cloudVision;
    this.workspace = workspace;
    this.name = name;
    this.budget = budget;
    this.repeated = repeated;
  }

  /** Makes the workspace. */
  void begin(String description) {
    cloudVision.makeWorkspace(workspace, name, description, budget);
  }

  /** Writes the changes, unless an earlier call has come further than that, and submits them. */
  void run(String label, List<TagChange> changes) {
    try {
      advance(label, changes);
    } catch (CallFailedException failure) {
      if (!OF_ITS_STATE.contains(failure.kind()) || submitted().isEmpty()) throw failure;
    }
  }

  private void advance(String label, List<TagChange> changes) {
    if (look().flatMap(Workspace::build).isEmpty()) {
      for (TagChange change : changes) cloudVision.write(workspace, label, change, budget);
      cloudVision.ask(workspace, "START_BUILD", request("build"), budget);
    }
    await(this::built, "is still being built");
    submitting = true;
    if (submitted().isEmpty()) {
      cloudVision.ask(workspace, "SUBMIT", request("submit"), budget);
      await(this::submitted, "is still being submitted");
    }
  }

  /** Whether nobody is going to take it any further. */
  boolean isLost() {
    return !underWay || !(repeated || submitting);
  }

  void abandon(Budget left) {
    cloudVision.ask(workspace, "ABANDON", request("abandon"), left);
  }

  /** The same for every call that goes on with the workspace. */
  private String request(String what) {
    byte[] text = (workspace + "/" + what).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }

  private Optional<Workspace> built() {
    Optional<Workspace> now = look();
    now.flatMap(each -> each.refusal(request("build")))
        .ifPresent(answer -> throwBroken(answer.path("message")));
    boolean good = now.flatMap(Workspace::build).filter(this::isBuilt).isPresent();
    return now.filter(each -> good && each.hasBuilt(request("build")));
  }

  private boolean isBuilt(String build) {
    Optional<JsonNode> now = cloudVision.build(workspace, build, budget);
    return now.isPresent() && isBuilt(build, now.get());
  }

  private boolean isBuilt(String build, JsonNode now) {
    String state = now.path("state").asText().replace("BUILD_STATE_", "");
    if (state.equals("FAIL")) throwBroken(now.path("error"));
    if (state.equals("CANCELED") && look().flatMap(Workspace::build).equals(Optional.of(build))) {
      throw failed(Kind.OPERATOR, "was cancelled while it was built: repeat the event");
    }
    return state.equals("SUCCESS") || state.equals("SKIPPED");
  }

  private void throwBroken(JsonNode reason) {
    String what = "cannot be built: mend in CloudVision what it says, " + reason.asText("nothing");
    throw failed(Kind.OPERATOR, what);
  }

  private Optional<Workspace> submitted() {
    Optional<Workspace> now = look();
    if (now.filter(Workspace::conflicts).isPresent()) {
      throw later("met another change of the same tag: repeat the event", AFTER_A_CONFLICT);
    }
    Optional<Workspace> done = now.filter(Workspace::wasSubmitted);
    if (done.isEmpty()) {
      now.flatMap(each -> each.refusal(request("submit"))).ifPresent(this::throwRefused);
    }
    return done;
  }

  private void throwRefused(JsonNode answer) {
    String said = answer.path("message").asText();
    if (answer.path("code").asText().equals("RESPONSE_CODE_INACTIVE_DEVICES_EXIST")) {
      throw later("waits for devices that do not stream: " + said, UNTIL_IT_STREAMS);
    }
    throw failed(Kind.OPERATOR, "is not submitted: mend in CloudVision what it says, " + said);
  }

  private Optional<Workspace> look() {
    Optional<Workspace> now = cloudVision.workspace(workspace, budget);
    now.filter(Workspace::isEnded).ifPresent(this::throwEnded);
    return now;
  }

  private void throwEnded(Workspace now) {
    throw later("is " + now.state() + ", by somebody else: repeat the event", AFTER_A_CONFLICT);
  }

  /** Asks over and over until it is so. */
  private void await(Supplier<Optional<Workspace>> question, String otherwise) {
    Duration pause = FIRST_PAUSE;
    while (answer(question, otherwise).isEmpty()) {
      if (budget.left().compareTo(pause) <= 0) throw unfinished(otherwise);
      sleep(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /** A question that there was no time for says nothing of the workspace. */
  private Optional<Workspace> answer(Supplier<Optional<Workspace>> question, String otherwise) {
    try {
      return question.get();
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.OUT_OF_TIME) throw failure;
      throw unfinished(otherwise);
    }
  }

  /** Nothing is wrong, but that it takes longer than there is time. */
  private CallFailedException unfinished(String what) {
    underWay = true;
    return repeated
        ? later(what + ": the event, when it comes again, goes on with it", GOES_ON)
        : failed(Kind.OUT_OF_TIME, what);
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(Kind.OUT_OF_TIME, "was not waited for: the call was interrupted");
    }
  }

  private CallFailedException failed(Kind kind, String what) {
    return CallFailedException.of(CloudVision.NAME, kind, said(what));
  }

  private CallFailedException later(String what, Duration wait) {
    return CallFailedException.later(CloudVision.NAME, said(what), wait);
  }

  private String said(String what) {
    return "the workspace \"" + name + "\" " + what;
  }
}
