package io.cvpfunctions.watcher.commands;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists a command's own options, and of the settings, which all commands take, those it uses. */
final class CommandHelp {
  private static final String FOOTER =
      "%nEvery setting is an environment variable, too (--state is CVP_WATCHER_STATE), and a key of"
          + " the file --config. All of them: cvp-watcher run --help";

  private final SettingsCommand command;

  private CommandHelp(SettingsCommand command) {
    this.command = command;
  }

  static void of(CommandLine line) {
    CommandHelp help = new CommandHelp((SettingsCommand) line.getCommand());
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.abbreviateSynopsis(true);
    usage.footer(FOOTER);
    line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help::options);
  }

  private String options(Help help) {
    List<OptionSpec> all = help.commandSpec().options();
    List<OptionSpec> own = all.stream().filter(this::isOwn).map(this::meaning).toList();
    List<OptionSpec> settings = all.stream().filter(each -> !isOwn(each) && isUsed(each)).toList();
    return help.optionListExcludingGroups(own)
        + String.format("%nSettings:%n")
        + help.optionListExcludingGroups(settings);
  }

  private boolean isOwn(OptionSpec option) {
    boolean container = option.longestName().equals("--container");
    return container ? !command.container().isEmpty() : !isSetting(option);
  }

  private static boolean isSetting(OptionSpec option) {
    return SettingNames.ALL.contains(option.longestName().substring(2));
  }

  private boolean isUsed(OptionSpec option) {
    return command.uses().isEmpty() || command.uses().contains(option.longestName());
  }

  private OptionSpec meaning(OptionSpec option) {
    if (!option.longestName().equals("--container")) return option;
    return OptionSpec.builder(option).description(command.container()).build();
  }
}
