package io.cvpfunctions.validation.cli;

import io.cvpfunctions.validation.inputs.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** What was typed, by the options' long names; what cannot be used of it is told all at once. */
final class Arguments {
  private static final String ADVICE = "--help lists what it takes";

  private final CommandLine line;
  private final List<String> problems = new ArrayList<>();

  private Arguments(CommandLine line) {
    this.line = line;
    if (!line.getArgList().isEmpty()) {
      problems.add("only options are taken, not " + String.join(" ", line.getArgList()));
    }
  }

  /**
   * Takes the arguments apart.
   *
   * @throws UsageException where one is no option, or has no value
   */
  static Arguments of(String... typed) {
    DefaultParser parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    try {
      return new Arguments(parser.parse(KnownOptions.all(), typed));
    } catch (UnrecognizedOptionException unknown) {
      throw refused(unknown(unknown.getOption()));
    } catch (MissingArgumentException missing) {
      throw refused("--" + missing.getOption().getLongOpt() + ": has no value");
    } catch (ParseException wrong) {
      throw refused(wrong.getMessage());
    }
  }

  private static UsageException refused(String problem) {
    return new UsageException(List.of(problem, ADVICE));
  }

  private static String unknown(String typed) {
    String name = typed.split("=", 2)[0];
    List<String> known = KnownOptions.typed();
    if (known.contains(name)) return name + ": takes no value";
    return Nearest.unknown("unknown option ", Set.of(name), known).get(0);
  }

  /** What is said of that option is told by {@link #check}. */
  void refuse(String name, String why) {
    problems.add("--" + name + ": " + why);
  }

  boolean has(String name) {
    return line.hasOption(name);
  }

  /** The value of an option that is given once, if at all. */
  Optional<String> value(String name) {
    List<String> all = values(name);
    if (all.size() > 1) refuse(name, "is given more than once");
    return all.stream().findFirst();
  }

  /** Every value of an option that may be repeated, as typed. */
  List<String> values(String name) {
    String[] values = line.getOptionValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /** The same of one whose values may also be lists with commas. */
  Set<String> words(String name) {
    return values(name).stream()
        .flatMap(each -> Arrays.stream(each.split(",", -1)))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What {@code read} makes of the value; where it throws, that is a problem. */
  <T> Optional<T> value(String name, Function<String, T> read) {
    return value(name).map(text -> tried(name, text, read)).filter(Objects::nonNull);
  }

  /** The same of every value. */
  <T> List<T> values(String name, Function<String, T> read) {
    Stream<T> all = values(name).stream().map(text -> tried(name, text, read));
    return all.filter(Objects::nonNull).collect(Collectors.toList());
  }

  private <T> T tried(String name, String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (IllegalArgumentException wrong) {
      refuse(name, wrong.getMessage());
      return null;
    }
  }

  /**
   * To be called once all was read.
   *
   * @throws UsageException naming all that cannot be used
   */
  void check() {
    if (problems.isEmpty()) return;
    problems.add(ADVICE);
    throw new UsageException(problems);
  }
}
