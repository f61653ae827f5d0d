package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.CommandReply;
import io.cvpfunctions.validation.engine.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One conversation with a switch: equal questions once, and those that failed for a reason of form
 * once more in another form. Not thread-safe.
 */
public final class SwitchSession implements AutoCloseable {
  private final SwitchAddress address;
  private final EapiClient eapi;
  private final SwitchIdentity identity;
  private final Questions questions;
  private final Map<Command, CommandReply> early = new LinkedHashMap<>();

  SwitchSession(SwitchAddress address, EapiClient eapi, Login login, SwitchIdentity identity) {
    this.address = address;
    this.eapi = eapi;
    this.identity = identity;
    this.questions = new Questions(eapi, login.enable());
  }

  /** The switches that its certificate is pinned to, once it has been asked something. */
  public List<DeviceId> pinned() {
    return identity.pinned();
  }

  /**
   * Asks one question, without which there is no point in asking more. Others go along with it, to
   * save a request, unless the switch has to prove first which one it is.
   *
   * @throws CallFailedException where the switch is not reached, or is no switch
   */
  public CommandReply first(Command command, Collection<Command> others, Budget budget) {
    List<Command> together = new ArrayList<>(List.of(command));
    boolean mustProve = address.id().isKnown() || identity.isPinned();
    if (!mustProve) {
      allowed(others).stream()
          .filter(other -> other.format() == command.format() && !questions.isAlone(other))
          .filter(other -> !other.equals(command))
          .limit(Batches.LARGEST - 1)
          .forEach(together::add);
    }
    early.putAll(questions.first(together, budget));
    return early.get(command);
  }

  /** A reply to each of the commands; never throws, whatever becomes of the connection. */
  public Map<Command, CommandReply> ask(Collection<Command> commands, Budget budget) {
    Map<Command, CommandReply> replies = new LinkedHashMap<>();
    Set<Command> allowed = allowed(commands);
    for (Command command : commands) {
      if (early.containsKey(command)) replies.put(command, early.get(command));
      else if (!allowed.contains(command)) {
        replies.put(command, CommandReply.failed(CommandPolicy.REASON));
      }
    }
    allowed.removeAll(early.keySet());
    replies.putAll(questions.ask(allowed, budget));
    askAgain(replies, budget);
    return replies;
  }

  private static Set<Command> allowed(Collection<Command> commands) {
    return commands.stream()
        .filter(command -> CommandPolicy.allows(command.text()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void askAgain(Map<Command, CommandReply> replies, Budget budget) {
    Set<Command> unsent = logsSent(replies, false);
    learnCodes(replies, budget);
    askInOtherForm(replies, budget);
    unsent.retainAll(logsSent(replies, true));
    if (!unsent.isEmpty()) readLogsAgain(replies, budget);
  }

  private static Set<Command> logsSent(Map<Command, CommandReply> replies, boolean done) {
    return replies.keySet().stream()
        .filter(Command::sendsLog)
        .filter(command -> replies.get(command).value().isPresent() == done)
        .collect(Collectors.toSet());
  }

  /** What was read before a log was sent knows nothing of it. */
  private void readLogsAgain(Map<Command, CommandReply> replies, Budget budget) {
    Set<Command> readings =
        replies.keySet().stream().filter(Command::readsLogs).collect(Collectors.toSet());
    replies.putAll(questions.ask(readings, budget));
  }

  private void askInOtherForm(Map<Command, CommandReply> replies, Budget budget) {
    Map<Command, Command> again = new LinkedHashMap<>();
    replies.forEach(
        (command, reply) -> again(command, reply).ifPresent(o -> again.put(command, o)));
    if (again.isEmpty() || budget.spent()) return;
    Map<Command, CommandReply> second = questions.ask(new LinkedHashSet<>(again.values()), budget);
    again.forEach(
        (command, other) -> replies.put(command, OtherForm.read(command, second.get(other))));
  }

  /** An EOS that goes on behind failures tells the code of one of them only. */
  private void learnCodes(Map<Command, CommandReply> replies, Budget budget) {
    if (!questions.goesOn()) return;
    Set<Command> unclear = new LinkedHashSet<>();
    replies.forEach(
        (command, reply) -> {
          boolean clear =
              reply.code() != 0 || OtherForm.needsEnable(reply) || Refusals.isKnown(reply);
          if (reply.isRefused() && !clear) unclear.add(command);
        });
    questions
        .askStopping(unclear, budget)
        .forEach((command, reply) -> replies.put(command, clearer(replies.get(command), reply)));
  }

  private static CommandReply clearer(CommandReply first, CommandReply second) {
    return second.isRefused() || second.value().isPresent() ? second : first;
  }

  /** As what to ask once more, where that can help. */
  private Optional<Command> again(Command command, CommandReply reply) {
    if (!reply.isRefused() || Refusals.isKnown(reply)) return Optional.empty();
    if (!OtherForm.needsEnable(reply)) return OtherForm.of(command, reply);
    questions.enable();
    return Optional.of(command);
  }

  @Override
  public void close() {
    eapi.close();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
