package io.cvpfunctions.validation.eapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.CommandReply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts commands to one switch, about twenty to a request, and resumes behind those that fail.
 *
 * <p>Where a request gets no answer its commands are asked one by one, so that one which hangs
 * costs no other its answer. Not thread-safe.
 */
final class Questions {
  private static final Pattern SLOW = Pattern.compile("ping .*|bash .* nslookup .*");
  private static final Set<Kind> GONE = Set.of(Kind.NOT_SENT, Kind.OPERATOR, Kind.REJECTED);
  private static final Duration LEAST = Duration.ofMillis(500);
  private static final String OVER = "it was not asked: the time for this run was over";

  private final EapiClient eapi;

  /** What went unanswered together with others, and why: one of them is to blame. */
  private final Map<Command, String> suspects = new HashMap<>();

  private Optional<Secret> enable;
  private boolean goesOn = true;

  Questions(EapiClient eapi, Optional<Secret> enable) {
    this.eapi = eapi;
    this.enable = enable;
  }

  /** Whether this EOS goes on behind a command that failed, as far as is known. */
  boolean goesOn() {
    return goesOn;
  }

  /** From now on {@code enable} goes before all commands. */
  void enable() {
    if (enable.isEmpty()) enable = Optional.of(Secret.of(""));
  }

  /** Whether a command is better asked in a request of its own. */
  boolean isAlone(Command command) {
    return SLOW.matcher(command.text()).matches() || suspects.containsKey(command);
  }

  /**
   * Replies to the first of these commands, all of one format, and to the others as far as they do
   * not keep it from being answered.
   *
   * @throws CallFailedException where the first one gets no answer even alone
   */
  Map<Command, CommandReply> first(List<Command> commands, Budget budget) {
    Map<Command, CommandReply> replies = new LinkedHashMap<>();
    if (commands.size() > 1) together(commands, budget, replies);
    Command first = commands.get(0);
    if (!replies.containsKey(first)) batch(List.of(first), budget, replies);
    return replies;
  }

  private void together(List<Command> commands, Budget budget, Map<Command, CommandReply> replies) {
    try {
      batch(commands, half(budget), replies);
    } catch (CallFailedException failure) {
      if (GONE.contains(failure.kind())) throw failure;
      suspect(unanswered(commands.subList(1, commands.size()), replies), failure);
    }
  }

  /** A reply to each of the commands; never throws, whatever becomes of the connection. */
  Map<Command, CommandReply> ask(Collection<Command> commands, Budget budget) {
    Map<Command, CommandReply> replies = new LinkedHashMap<>();
    Deque<List<Command>> open = new ArrayDeque<>(Batches.of(commands, this::isAlone));
    while (!open.isEmpty()) {
      List<Command> batch = open.remove();
      Optional<String> lost = ask(batch, open, budget, replies);
      if (lost.isEmpty()) continue;
      open.addFirst(unanswered(batch, replies));
      open.forEach(left -> left.forEach(c -> replies.put(c, notAsked(c, lost.get()))));
      open.clear();
    }
    return replies;
  }

  /** The same, going on behind no failure, so that each is told with its code. */
  Map<Command, CommandReply> askStopping(Collection<Command> commands, Budget budget) {
    goesOn = false;
    Map<Command, CommandReply> replies = ask(commands, budget);
    goesOn = true;
    return replies;
  }

  /** Why there is no point in asking on, where there is none. */
  private Optional<String> ask(
      List<Command> batch,
      Deque<List<Command>> open,
      Budget budget,
      Map<Command, CommandReply> replies) {
    if (budget.spent()) return Optional.of(OVER);
    boolean last = batch.size() == 1 && open.isEmpty();
    try {
      batch(batch, last ? budget : half(budget), replies);
    } catch (CallFailedException failure) {
      if (GONE.contains(failure.kind())) return Optional.of(failure.getMessage());
      List<Command> left = unanswered(batch, replies);
      suspect(left, failure);
      if (batch.size() > 1) left.forEach(command -> isolate(command, open));
      else replies.put(batch.get(0), CommandReply.failed(failure.getMessage()));
    }
    return Optional.empty();
  }

  /** At the end, but a log that others look for is sent before they do. */
  private static void isolate(Command command, Deque<List<Command>> open) {
    if (command.sendsLog()) open.addFirst(List.of(command));
    else open.add(List.of(command));
  }

  private void suspect(List<Command> commands, CallFailedException failure) {
    commands.forEach(command -> suspects.put(command, failure.getMessage()));
  }

  private CommandReply notAsked(Command command, String why) {
    return CommandReply.failed(suspects.getOrDefault(command, why));
  }

  /** However many commands hang, there is always time left for what is behind them. */
  private static Budget half(Budget budget) {
    Duration half = budget.left().dividedBy(2);
    return Budget.of(half.compareTo(LEAST) > 0 ? half : budget.atMost(LEAST));
  }

  private static List<Command> unanswered(
      List<Command> commands, Map<Command, CommandReply> replies) {
    return Batches.having(commands, command -> !replies.containsKey(command));
  }

  /** Resumes behind a command that failed, where this EOS stops at it. */
  private void batch(List<Command> commands, Budget budget, Map<Command, CommandReply> replies) {
    List<Command> open = commands;
    while (!open.isEmpty()) {
      List<CommandReply> got = request(open, budget);
      for (int i = 0; i < got.size(); i++) replies.put(open.get(i), got.get(i));
      open = open.subList(got.size(), open.size());
    }
  }

  /** Replies to the first of the commands, at least to one. */
  private List<CommandReply> request(List<Command> commands, Budget budget) {
    RunCmds request = new RunCmds(commands, goesOn, enable);
    JsonNode answer = post(commands, request.body(), budget);
    if (goesOn && RunCmds.cannotGoOn(answer)) {
      goesOn = false;
      return request(commands, budget);
    }
    Optional<String> refused = request.enableRefused(answer);
    if (refused.isPresent()) return withoutEnable(commands, refused.get(), budget);
    RunCmds.Outcome outcome = request.read(answer);
    if (!outcome.replies().isEmpty()) return outcome.replies();
    if (commands.size() == 1) return List.of(CommandReply.failed(outcome.error()));
    return request(commands.subList(0, 1), budget);
  }

  private JsonNode post(List<Command> commands, String body, Budget budget) {
    boolean once = commands.size() == 1 && isAlone(commands.get(0));
    return once ? eapi.postOnce(body, budget) : eapi.post(body, budget);
  }

  private List<CommandReply> withoutEnable(List<Command> commands, String why, Budget budget) {
    enable = Optional.empty();
    List<CommandReply> replies = new ArrayList<>();
    for (CommandReply reply : request(commands, budget)) {
      String words = reply.why() + "; and enable was refused: " + why;
      replies.add(OtherForm.needsEnable(reply) ? CommandReply.failed(words) : reply);
    }
    return replies;
  }
}
