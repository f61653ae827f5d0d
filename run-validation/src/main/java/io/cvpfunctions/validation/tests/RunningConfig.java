package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.PythonPatterns;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Holds the sections of the running configuration against rules. */
final class RunningConfig {
  private static final Map<String, String> OPERATORS = Map.of("le", "<=", "ge", ">=", "eq", "==");
  private static final InputObject THRESHOLD =
      object()
          .required("value", Types.integer())
          .with("operator", Types.oneOf("le", "ge", "eq"), "eq");
  private static final InputObject ENTRY =
      object()
          .optional("description", Types.text())
          .required("match", Types.text())
          .with("mode", Types.oneOf("exact", "contains", "regex"), "exact")
          .with("absent", Types.flag(), false)
          .optional("threshold", THRESHOLD)
          .rule(RunningConfig::isPattern)
          .rule(RunningConfig::thresholdFits);

  private RunningConfig() {}

  static NetworkTest test() {
    InputType step =
        Types.text(
            "a regular expression that is not empty",
            text -> PythonPatterns.valid(text).filter(valid -> !valid.isEmpty()));
    InputObject rule =
        object().optional("section", Types.list(step, 1)).required("entries", Types.list(ENTRY));
    return NetworkTest.of(
            "anta.tests.configuration",
            "VerifyRunningConfig",
            "The sections of the running configuration hold what the rules say.")
        .takes(object().required("rules", Types.list(rule)))
        .asks(Command.json("show running-config", 1))
        .judgedBy(
            it -> {
              Tree commands = it.reply().need("cmds").object();
              it.inputs().objects("rules").forEach(given -> judge(it, given, commands));
            });
  }

  private static Optional<String> isPattern(Inputs entry) {
    if (!entry.text("mode").equals("regex")) return Optional.empty();
    return PythonPatterns.valid(entry.text("match")).isPresent()
        ? Optional.empty()
        : Optional.of("match is not a valid regular expression: " + entry.text("match"));
  }

  private static Optional<String> thresholdFits(Inputs entry) {
    if (!entry.has("threshold")) return Optional.empty();
    if (!entry.text("mode").equals("regex")) return Optional.of("threshold needs mode regex");
    if (entry.flag("absent")) return Optional.of("threshold does not go with absent");
    try {
      int groups = PythonPatterns.compile(entry.text("match"), 0).matcher("").groupCount();
      if (groups > 0) return Optional.empty();
    } catch (PatternSyntaxException told) {
      return Optional.empty();
    }
    return Optional.of("threshold needs a group in match, such as mtu (\\d+)");
  }

  private static void judge(Judgement it, Inputs rule, Tree commands) {
    List<String> steps = rule.texts("section");
    Map<String, Tree> sections = Map.of("", commands);
    for (String step : steps) sections = inside(sections, step);
    if (sections.isEmpty()) {
      String name = String.join(" > ", steps);
      it.part("Section '" + name + "' in the running-config").fail("not found");
    }
    sections.forEach(
        (path, section) ->
            rule.objects("entries").forEach(entry -> judgeEntry(it, path, section, entry)));
  }

  /** A name that is there stands for itself; else it is a pattern for the whole of a name. */
  private static Map<String, Tree> inside(Map<String, Tree> sections, String step) {
    Pattern pattern = PythonPatterns.compile(step, 0);
    Map<String, Tree> found = new LinkedHashMap<>();
    sections.forEach(
        (path, section) -> {
          List<String> names = sections(section);
          if (names.contains(step)) names.removeIf(name -> !name.equals(step));
          else names.removeIf(name -> !pattern.matcher(name).matches());
          for (String name : names) {
            String below = path.isEmpty() ? name : path + " > " + name;
            found.put(below, section.opt(name, "cmds"));
          }
        });
    return found;
  }

  /** What has lines below it; a command that has none is no section. */
  private static List<String> sections(Tree above) {
    List<String> names = new ArrayList<>();
    above
        .fieldsIfAny()
        .forEach(
            (name, below) -> {
              if (below.isObject()) names.add(name);
            });
    return names;
  }

  private static void judgeEntry(Judgement it, String path, Tree section, Inputs entry) {
    Set<String> lines = section.fieldsIfAny().keySet();
    Part part = it.part(describe(path, entry));
    List<Matcher> matches = matches(entry, lines);
    if (entry.flag("absent")) {
      if (!matches.isEmpty()) part.fail("expected to be absent");
    } else if (matches.isEmpty()) {
      part.fail("not found");
    } else {
      entry
          .object("threshold")
          .ifPresent(threshold -> matches.forEach(match -> judge(part, threshold, match)));
    }
  }

  private static List<Matcher> matches(Inputs entry, Set<String> lines) {
    Pattern pattern = pattern(entry);
    boolean exact = entry.text("mode").equals("exact");
    return lines.stream()
        .map(pattern::matcher)
        .filter(line -> exact ? line.matches() : line.find())
        .collect(Collectors.toList());
  }

  private static Pattern pattern(Inputs entry) {
    String text = entry.text("match");
    boolean regex = entry.text("mode").equals("regex");
    return regex ? PythonPatterns.compile(text, 0) : Pattern.compile(text, Pattern.LITERAL);
  }

  private static void judge(Part part, Inputs threshold, Matcher match) {
    String captured = Messages.show(match.group(1));
    if (!captured.trim().matches("[-+]?\\d{1,18}")) {
      part.fail("the captured value '" + captured + "' is not a whole number");
      return;
    }
    int comparison = Long.compare(PythonNumbers.integer(captured), threshold.integer("value"));
    String operator = threshold.text("operator");
    boolean holds =
        operator.equals("eq")
            ? comparison == 0
            : operator.equals("le") ? comparison <= 0 : comparison >= 0;
    if (!holds) part.fail("actual " + captured);
  }

  private static String describe(String path, Inputs entry) {
    String before = entry.optionalText("description").map(d -> d + " - ").orElse("");
    String where = path.isEmpty() ? " in the running-config" : " in '" + path + "'";
    return before + what(entry) + where;
  }

  private static String what(Inputs entry) {
    String match = "'" + entry.text("match") + "'";
    Optional<Inputs> threshold = entry.object("threshold");
    if (threshold.isPresent()) {
      String operator = OPERATORS.get(threshold.get().text("operator"));
      return "Captured value of " + match + " " + operator + " " + threshold.get().integer("value");
    }
    if (entry.text("mode").equals("regex")) return "Pattern " + match;
    return (entry.text("mode").equals("contains") ? "Substring " : "Command ") + match;
  }
}
