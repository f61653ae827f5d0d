package io.cvpfunctions.lab.ledger.stage;

/** The processes this one has started: none of them may be left when a signal ends it. */
public final class ChildProcesses {
  private ChildProcesses() {}

  /**
   * From now on they, and what they start, are killed when this process ends, Ctrl-C and SIGTERM
   * included. A watcher that is left behind would speak to whatever listens on its ports next.
   */
  public static void endWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildProcesses::kill, "kill children"));
  }

  private static void kill() {
    ProcessHandle.current().descendants().toList().forEach(ProcessHandle::destroyForcibly);
  }
}
