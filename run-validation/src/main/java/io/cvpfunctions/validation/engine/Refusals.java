package io.cvpfunctions.validation.engine;

import io.cvpfunctions.events.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What it means for a test that a command of it was not answered.
 *
 * <p>A platform without the feature is a reason to skip, and goes before an answer that says the
 * feature is not in use, which is a failure; all else says nothing of the device and is an error.
 */
public final class Refusals {
  private static final List<String> UNSUPPORTED =
      List.of(
          "not supported on this hardware platform",
          "Invalid input (at token 2: 'trident')",
          "Invalid input (at token 2: 'fap')",
          "Invalid input (at token 2: 'sand')",
          "Incomplete command (at token 4: 'drops')",
          "Invalid input (at token 1: 'supervisor-peer:/mnt/flash')",
          "Incomplete command (at token 1: 'module')",
          "Incomplete command (at token 1: 'ptp')");
  private static final Pattern NOT_IN_USE =
      Pattern.compile(
          "BGP inactive"
              + "|VRF '.*' is not active"
              + "|.* does not support IP"
              + "|IS-IS (.*) is disabled because: .*"
              + "|No source interface .*"
              + "|.*controller\\snot\\sready.*"
              + "|could not run command"
              + "|There seem to be no power supplies connected\\."
              + "|IP Routing table for VRF .*");

  private Refusals() {}

  /** The finding that follows from commands without an answer; empty where all have one. */
  public static Optional<Finding> judge(
      Map<Command, CommandReply> replies, String device, String model) {
    Optional<Finding> unsupported =
        first(
            replies,
            reply -> says(reply, Refusals::isUnsupported),
            Verdict.SKIPPED,
            "is not supported on " + model);
    if (unsupported.isPresent()) return unsupported;
    Optional<Finding> notInUse =
        first(
            replies,
            reply -> says(reply, Refusals::isNotInUse),
            Verdict.FAILURE,
            "failed on " + device);
    if (notInUse.isPresent()) return notInUse;
    return first(replies, reply -> reply.value().isEmpty(), Verdict.ERROR, "has no answer");
  }

  /** Whether the switch's words are known, so that there is no need to ask again. */
  public static boolean isKnown(CommandReply reply) {
    return says(reply, Refusals::isUnsupported) || says(reply, Refusals::isNotInUse);
  }

  private static Optional<Finding> first(
      Map<Command, CommandReply> replies,
      Predicate<CommandReply> applies,
      Verdict verdict,
      String what) {
    for (Map.Entry<Command, CommandReply> entry : replies.entrySet()) {
      CommandReply reply = entry.getValue();
      if (!applies.test(reply)) continue;
      String why = "'" + entry.getKey() + "' " + what + ": " + reply.why();
      return Optional.of(Finding.of(verdict, why));
    }
    return Optional.empty();
  }

  private static boolean says(CommandReply reply, Predicate<String> meaning) {
    return reply.isRefused() && reply.errors().stream().anyMatch(meaning);
  }

  private static boolean isUnsupported(String error) {
    return UNSUPPORTED.stream().anyMatch(error::contains);
  }

  private static boolean isNotInUse(String error) {
    return NOT_IN_USE.matcher(error).lookingAt();
  }
}
