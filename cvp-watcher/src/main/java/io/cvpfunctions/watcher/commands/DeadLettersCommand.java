package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.DeadLetter;
import io.cvpfunctions.watcher.state.DeadLetters;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, shows, replays or drops dead letters. */
@Command(
    name = "dead-letters",
    header = "List, show, replay or drop the deliveries that were given up on.",
    customSynopsis = {
      "cvp-watcher dead-letters [list | show] [NUMBER...] [--function NAME] [--type TYPE]",
      "  or   cvp-watcher dead-letters (replay | drop) (NUMBER... | --function NAME | --type T | --all)"
    },
    description = {
      "The next event of the device has gone on meanwhile: a replay is told out of order.",
      "What is dropped is never told."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DeadLettersCommand extends SettingsCommand implements Callable<Integer> {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SHORT = 60;

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      defaultValue = "list",
      paramLabel = "list|show|replay|drop",
      description = "What to do with them.")
  String action;

  @Parameters(index = "1..*", paramLabel = "NUMBER", description = "Which, by number in the list.")
  List<Long> numbers = new ArrayList<>();

  @Option(names = "--function", paramLabel = "NAME", description = "Those of this function only.")
  String function;

  @Option(names = "--type", paramLabel = "TYPE", description = "Those of this event type only.")
  String type;

  @Option(names = "--all", description = "All of them; replay and drop want it said.")
  boolean all;

  @Override
  public Integer call() {
    check();
    try (Database database = existingState()) {
      DeadLetters letters = new DeadLetters(database, Clock.systemUTC());
      DeadLetters.Choice choice =
          new DeadLetters.Choice(numbers, Optional.ofNullable(function), Optional.ofNullable(type));
      PrintWriter out = spec.commandLine().getOut();
      List<DeadLetter> chosen =
          switch (action) {
            case "replay" -> letters.replay(choice);
            case "drop" -> letters.drop(choice);
            default -> letters.list(choice);
          };
      switch (action) {
        case "show" -> chosen.forEach(each -> show(out, each));
        case "replay" -> say(out, chosen, "goes to %s again");
        case "drop" -> say(out, chosen, "will never go to %s");
        default -> list(out, chosen);
      }
      out.flush();
      return missing(chosen) ? 1 : 0;
    }
  }

  /** Whether a number was named that is none of theirs; says which. */
  private boolean missing(List<DeadLetter> chosen) {
    List<Long> missing = new ArrayList<>(numbers);
    missing.removeAll(chosen.stream().map(DeadLetter::number).toList());
    PrintWriter err = spec.commandLine().getErr();
    missing.forEach(each -> err.println("there is no such dead letter: " + each));
    return !missing.isEmpty();
  }

  private void check() {
    if (!List.of("list", "show", "replay", "drop").contains(action)) {
      throw new SettingsException(List.of(action + " is none of list, show, replay and drop"));
    }
    boolean changes = action.equals("replay") || action.equals("drop");
    boolean chosen = !numbers.isEmpty() || function != null || type != null || all;
    if (changes && !chosen) {
      throw new SettingsException(
          List.of(action + " which? Say numbers, --function, --type or --all"));
    }
  }

  private void say(PrintWriter out, List<DeadLetter> letters, String what) {
    for (DeadLetter each : letters) {
      String text = what.formatted(each.function());
      out.printf("%d: %s of %s %s%n", each.number(), each.type(), each.subject(), text);
    }
    if (letters.isEmpty() && numbers.isEmpty()) out.println("there are no such dead letters");
  }

  private void list(PrintWriter out, List<DeadLetter> letters) {
    boolean some = function != null || type != null;
    if (!letters.isEmpty()) out.print(table(letters));
    else if (some) out.println("there are no such dead letters");
    else if (numbers.isEmpty()) out.println("there are no dead letters");
  }

  private static Table table(List<DeadLetter> letters) {
    Table table = new Table("NUMBER", "AT", "FUNCTION", "TYPE", "DEVICE", "TRIED", "REASON");
    for (DeadLetter each : letters) {
      table.add(
          Long.toString(each.number()),
          each.at().toString(),
          each.function(),
          each.type(),
          each.subject(),
          Integer.toString(each.attempts()),
          shortened(each.reason()));
    }
    return table;
  }

  private static String shortened(String reason) {
    return reason.length() <= SHORT ? reason : reason.substring(0, SHORT) + "...";
  }

  private static void show(PrintWriter out, DeadLetter letter) {
    out.printf("number    %d%n", letter.number());
    out.printf("function  %s%n", letter.function());
    out.printf("event     %s of %s, id %s%n", letter.type(), letter.subject(), letter.id());
    out.printf("stored    %s%n", letter.since());
    out.printf(
        "given up  %s after %s%n",
        letter.at(), letter.attempts() == 1 ? "1 attempt" : letter.attempts() + " attempts");
    out.printf("reason    %s%n%s%n%n", letter.reason(), pretty(letter.event()));
  }

  private static String pretty(String event) {
    try {
      return MAPPER.readTree(event).toPrettyString();
    } catch (JsonProcessingException damaged) {
      return event;
    }
  }
}
