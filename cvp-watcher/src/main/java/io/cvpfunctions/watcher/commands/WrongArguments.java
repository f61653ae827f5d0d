package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.SettingsException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with what was typed, in a few lines instead of the whole usage. */
final class WrongArguments {
  private final ParameterException wrong;
  private final CommandLine command;

  WrongArguments(ParameterException wrong) {
    this.wrong = wrong;
    this.command = wrong.getCommandLine();
  }

  /** Everything known to be wrong, settings included. */
  List<String> problems() {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return List.of(wrong.getMessage());
    }
    List<String> problems = new ArrayList<>();
    unknown(unmatched.getUnmatched()).forEach(each -> problems.add(unknown(each)));
    problems.addAll(settings());
    return problems;
  }

  /** What stands beside an unknown option may be its value, and that may be a secret. */
  private static List<String> unknown(List<String> unmatched) {
    List<String> options = unmatched.stream().filter(each -> each.startsWith("-")).toList();
    if (options.isEmpty()) return unmatched;
    return options.stream().map(each -> each.split("=", 2)[0]).toList();
  }

  private String unknown(String text) {
    List<String> names = new ArrayList<>(command.getSubcommands().keySet());
    command.getCommandSpec().options().stream().map(OptionSpec::longestName).forEach(names::add);
    String hint = Nearest.near(text, names).map(near -> "; did you mean " + near + "?").orElse("");
    return "there is no " + text + hint;
  }

  /** By then all that was understood is in its place. */
  private List<String> settings() {
    Object asked = command.getCommand();
    if (!(asked instanceof RunCommand || asked instanceof CheckCommand)) return List.of();
    try {
      ((SettingsCommand) asked).settings().all();
      return List.of();
    } catch (SettingsException more) {
      return more.problems();
    }
  }

  String help() {
    return "see " + command.getCommandSpec().qualifiedName() + " --help";
  }
}
