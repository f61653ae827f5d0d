package io.cvpfunctions.validation;

import io.cvpfunctions.validation.cli.ValidateCommand;

/** Where the command line begins; a function begins in its Handler. */
public final class Main {
  private Main() {}

  /** Runs it; the exit status says what became of the devices. */
  public static void main(String[] arguments) {
    // Of several Javas the console that is the default is there even where there is no terminal.
    System.setProperty("jdk.console", "java.base");
    System.setProperty("logback.configurationFile", "logback-command.xml");
    System.exit(ValidateCommand.execute(System::getenv, arguments));
  }
}
