package io.cvpfunctions.validation.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options that there are; what they mean is in {@code help.txt}. */
final class KnownOptions {
  /** Options that take a value, some of them more than once. */
  private static final List<Option> VALUES =
      List.of(
          value("c", "catalog"),
          value("i", "inventory"),
          value(null, "tags"),
          value("t", "test"),
          value("d", "device"),
          value(null, "report"),
          value("u", "username"),
          value(null, "secrets"),
          value(null, "ca-file"),
          value(null, "concurrency"),
          value(null, "timeout"));

  private static final List<Option> SWITCHES =
      List.of(
          flag(null, "insecure"),
          flag(null, "ignore-status"),
          flag(null, "ignore-error"),
          flag(null, "progress"),
          flag(null, "no-progress"),
          flag("h", "help"),
          flag("V", "version"));

  private KnownOptions() {}

  private static Option value(String letter, String name) {
    return Option.builder(letter).longOpt(name).hasArg().get();
  }

  private static Option flag(String letter, String name) {
    return Option.builder(letter).longOpt(name).get();
  }

  static Options all() {
    Options options = new Options();
    VALUES.forEach(options::addOption);
    SWITCHES.forEach(options::addOption);
    return options;
  }

  /** As they are typed. */
  static List<String> typed() {
    return all().getOptions().stream()
        .map(option -> "--" + option.getLongOpt())
        .collect(Collectors.toList());
  }
}
