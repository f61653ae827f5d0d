package io.cvpfunctions.validation.eapi;

import java.util.regex.Pattern;

/** Which commands may be sent to a switch at all: what reads, and nothing that could change it. */
public final class CommandPolicy {
  /** What is said of a command that is not sent. */
  static final String REASON =
      "it is never sent: of bash only 'df -h' and 'nslookup' are, else only what reads";

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /** Of pipes only those that read: another one could write a file on the switch. */
  private static final Pattern READS =
      Pattern.compile("(?:show|ping|dir) [A-Za-z0-9 ._:/,-]+(?:\\| (?:tail|json|grep ANTA))?");

  /** The other supervisor of a chassis is reached by no other command. */
  private static final String PEER = "session peer-supervisor show file systems | json";

  private static final Pattern MARKS_THE_LOG =
      Pattern.compile("send log level [a-z]+ message ANTA [A-Za-z]+ validation");
  private static final Pattern BASH =
      Pattern.compile("bash timeout 10 (?:df -h|nslookup " + LABEL + "(?:\\." + LABEL + ")*\\.?)");

  private CommandPolicy() {}

  /** Whether the command may be sent. */
  public static boolean allows(String command) {
    return READS.matcher(command).matches()
        || PEER.equals(command)
        || MARKS_THE_LOG.matcher(command).matches()
        || BASH.matcher(command).matches();
  }
}
