package io.cvpfunctions.validation.engine;

import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The family of tests that hold every interface a switch shows, or only those listed, against a
 * rule, each as a part of its own. Immutable.
 */
public final class Observed {
  private static final Pattern WORD = Pattern.compile("[a-zA-Z-]+");
  private static final String LISTED = "interfaces";
  private static final String IGNORED = "ignored_interfaces";

  private final boolean absentFails;
  private final BiConsumer<Part, Tree> rule;

  private Observed(boolean absentFails, BiConsumer<Part, Tree> rule) {
    this.absentFails = absentFails;
    this.rule = rule;
  }

  /** The inputs that say which interfaces to look at. */
  public static InputObject inputs(InputType listed, InputType ignored) {
    return InputObject.object()
        .optional(LISTED, Types.list(listed))
        .optional(IGNORED, Types.list(ignored));
  }

  /** The same; what is listed and ignored at once is a mistake, in those of ANTA that mind it. */
  public static InputObject distinctInputs(InputType type) {
    return inputs(type, type).rule(Observed::isListedAndIgnored);
  }

  private static Optional<String> isListedAndIgnored(Inputs inputs) {
    List<String> both = new ArrayList<>(inputs.texts(LISTED));
    both.retainAll(inputs.texts(IGNORED));
    if (both.isEmpty()) return Optional.empty();
    return Optional.of(String.join(", ", both) + " is in interfaces and in ignored_interfaces");
  }

  /** A rule for which a listed interface that the switch does not show is a failure. */
  public static Observed mustExist(BiConsumer<Part, Tree> rule) {
    return new Observed(true, rule);
  }

  /** A rule for replies that only show interfaces in trouble. */
  public static Observed mayBeAbsent(BiConsumer<Part, Tree> rule) {
    return new Observed(false, rule);
  }

  /** Holds the interfaces, which the reply has by name under that key, against the rule. */
  public void judge(Judgement judgement, String key) {
    Tree interfaces =
        absentFails ? interfaces(judgement, judgement.reply(), key) : judgement.reply().need(key);
    for (String name : names(judgement.inputs(), interfaces)) {
      Part part = judgement.part("Interface: " + name);
      Tree found = interfaces.opt(name);
      boolean there = absentFails ? !found.absent() : found.truthy();
      if (there) rule.accept(part, found);
      else if (absentFails) part.fail("not found");
    }
  }

  /** What the reply has under that key; without it, interfaces that are listed are not found. */
  public static Tree interfaces(Judgement judgement, Tree reply, String key) {
    boolean listed = !judgement.inputs().texts(LISTED).isEmpty();
    return listed ? reply.opt(key) : reply.need(key);
  }

  /** Fails for each listed port that is not there, then shows the rule each that is. */
  public static void eachPort(
      Judgement judgement, Tree ports, String absent, BiConsumer<String, Tree> rule) {
    List<String> ignored = judgement.inputs().texts(IGNORED);
    there(judgement, ports.object(), absent)
        .forEach(
            (name, port) -> {
              if (!isIgnored(name, ignored)) rule.accept(name, port);
            });
  }

  private static Map<String, Tree> there(Judgement judgement, Tree ports, String absent) {
    List<String> listed = judgement.inputs().texts(LISTED);
    if (listed.isEmpty()) return ports.fields();
    Map<String, Tree> there = new LinkedHashMap<>();
    for (String name : listed) {
      Tree found = ports.opt(name);
      if (found.absent()) judgement.fail("Interface: " + name + " - " + absent);
      else there.put(name, found);
    }
    return there;
  }

  /** The names of the interfaces to look at: those listed, else all, without those ignored. */
  public static List<String> names(Inputs inputs, Tree interfaces) {
    List<String> names = new ArrayList<>(inputs.texts(LISTED));
    if (names.isEmpty()) names.addAll(interfaces.fields().keySet());
    List<String> ignored = inputs.texts(IGNORED);
    names.removeIf(name -> isIgnored(name, ignored));
    return names;
  }

  private static boolean isIgnored(String name, List<String> ignored) {
    if (ignored.contains(name)) return true;
    Matcher word = WORD.matcher(name);
    return word.lookingAt() && ignored.contains(word.group());
  }
}
