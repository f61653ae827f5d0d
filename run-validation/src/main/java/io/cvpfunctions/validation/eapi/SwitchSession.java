package io.cvpfunctions.validation.eapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Command.Format;
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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Questions to one switch: equal ones once, about twenty to a request, and those that failed for a
 * reason of form once more in another form. Not thread-safe.
 */
public final class SwitchSession implements AutoCloseable {
  /** About twenty: more wait longer for each other than the requests that they save take. */
  private static final int BATCH = 25;

  private static final Pattern SLOW = Pattern.compile("ping .*|bash .* nslookup .*");

  private final SwitchAddress address;
  private final EapiClient eapi;
  private final SwitchIdentity identity;
  private final Map<Command, CommandReply> early = new LinkedHashMap<>();
  private Optional<Secret> enable;
  private boolean goesOn = true;

  SwitchSession(SwitchAddress address, EapiClient eapi, Login login, SwitchIdentity identity) {
    this.address = address;
    this.eapi = eapi;
    this.identity = identity;
    this.enable = login.enable();
  }

  /** The serial numbers that its certificate is pinned to, once it has been asked something. */
  public Set<String> pinnedSerials() {
    return identity.serials();
  }

  /**
   * Asks one question, without which there is no point in asking more. Others go along with it, to
   * save a request, unless the switch has to prove first which one it is.
   *
   * @throws CallFailedException where the switch is not reached, or is no switch
   */
  public CommandReply first(Command command, Collection<Command> others, Budget budget) {
    List<Command> together = new ArrayList<>(List.of(command));
    boolean mustProve = address.serialNumber().isPresent() || identity.isPinned();
    if (!mustProve) {
      allowed(others).stream()
          .filter(other -> other.format() == command.format() && !isSlow(other))
          .filter(other -> !other.equals(command))
          .limit(BATCH - 1)
          .forEach(together::add);
    }
    early.putAll(batch(together, budget));
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
    askInBatches(batches(allowed), budget, replies);
    askAgain(replies, budget);
    return replies;
  }

  private static Set<Command> allowed(Collection<Command> commands) {
    return commands.stream()
        .filter(command -> CommandPolicy.allows(command.text()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<List<Command>> batches(Set<Command> commands) {
    List<List<Command>> batches = new ArrayList<>();
    for (Format format : Format.values()) {
      List<Command> quick = having(commands, c -> c.format() == format && !isSlow(c));
      for (int from = 0; from < quick.size(); from += BATCH) {
        batches.add(quick.subList(from, Math.min(quick.size(), from + BATCH)));
      }
    }
    having(commands, SwitchSession::isSlow).forEach(slow -> batches.add(List.of(slow)));
    return batches;
  }

  private static boolean isSlow(Command command) {
    return SLOW.matcher(command.text()).matches();
  }

  private static List<Command> having(Set<Command> commands, Predicate<Command> what) {
    return commands.stream().filter(what).collect(Collectors.toList());
  }

  private void askInBatches(
      List<List<Command>> batches, Budget budget, Map<Command, CommandReply> replies) {
    String lost = null;
    for (List<Command> batch : batches) {
      if (lost == null && budget.spent()) lost = "it was not asked: the time for this run was over";
      if (lost == null) {
        try {
          replies.putAll(batch(batch, budget));
          continue;
        } catch (CallFailedException failure) {
          lost = failure.getMessage();
        }
      }
      for (Command command : batch) replies.putIfAbsent(command, CommandReply.failed(lost));
    }
  }

  /** Resumes behind a command that failed, where this EOS stops at it. */
  private Map<Command, CommandReply> batch(List<Command> commands, Budget budget) {
    Map<Command, CommandReply> replies = new LinkedHashMap<>();
    List<Command> open = commands;
    while (!open.isEmpty()) {
      List<CommandReply> got = request(open, budget);
      for (int i = 0; i < got.size(); i++) replies.put(open.get(i), got.get(i));
      open = open.subList(got.size(), open.size());
    }
    return replies;
  }

  /** Replies to the first of the commands, at least to one. */
  private List<CommandReply> request(List<Command> commands, Budget budget) {
    RunCmds request = new RunCmds(commands, goesOn, enable);
    JsonNode answer = eapi.post(request.body(), budget);
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

  private List<CommandReply> withoutEnable(List<Command> commands, String why, Budget budget) {
    enable = Optional.empty();
    List<CommandReply> replies = new ArrayList<>();
    for (CommandReply reply : request(commands, budget)) {
      String words = reply.why() + "; and enable was refused: " + why;
      replies.add(OtherForm.needsEnable(reply) ? CommandReply.failed(words) : reply);
    }
    return replies;
  }

  private void askAgain(Map<Command, CommandReply> replies, Budget budget) {
    learnCodes(replies, budget);
    Map<Command, Command> again = new LinkedHashMap<>();
    replies.forEach(
        (command, reply) -> again(command, reply).ifPresent(o -> again.put(command, o)));
    if (again.isEmpty() || budget.spent()) return;
    Map<Command, CommandReply> second = new LinkedHashMap<>();
    askInBatches(batches(new LinkedHashSet<>(again.values())), budget, second);
    again.forEach(
        (command, other) -> replies.put(command, OtherForm.read(command, second.get(other))));
  }

  /** An EOS that goes on behind failures tells the code of one of them only. */
  private void learnCodes(Map<Command, CommandReply> replies, Budget budget) {
    if (!goesOn) return;
    Set<Command> unclear = new LinkedHashSet<>();
    replies.forEach(
        (command, reply) -> {
          boolean clear =
              reply.code() != 0 || OtherForm.needsEnable(reply) || Refusals.isKnown(reply);
          if (reply.isRefused() && !clear) unclear.add(command);
        });
    goesOn = false;
    askInBatches(batches(unclear), budget, replies);
    goesOn = true;
  }

  /** As what to ask once more, where that can help. */
  private Optional<Command> again(Command command, CommandReply reply) {
    if (!reply.isRefused() || Refusals.isKnown(reply)) return Optional.empty();
    if (!OtherForm.needsEnable(reply)) return OtherForm.of(command, reply);
    if (enable.isEmpty()) enable = Optional.of(Secret.of(""));
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
