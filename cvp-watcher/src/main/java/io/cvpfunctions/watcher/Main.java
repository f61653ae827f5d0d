package io.cvpfunctions.watcher;

import io.cvpfunctions.watcher.commands.WatcherCommand;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name; {@code run} where they name none. */
  public static void main(String[] arguments) {
    System.exit(WatcherCommand.execute(System::getenv, arguments));
  }
}
