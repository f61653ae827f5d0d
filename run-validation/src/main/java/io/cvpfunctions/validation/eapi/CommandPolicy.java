package io.cvpfunctions.validation.eapi;

import java.util.regex.Pattern;

/** Which commands may be sent to a switch at all: what reads, and nothing that could change it. */
final class CommandPolicy {
  /** What is said of a command that is not sent. */
  static final String REASON =
      "it is never sent: of bash only 'df -h' and 'nslookup' are, else only what reads";

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern READS = Pattern.compile("(?:show|ping|dir) [A-Za-z0-9 ._:/,|%-]+");
  private static final Pattern BASH =
      Pattern.compile("bash timeout 10 (?:df -h|nslookup " + LABEL + "(?:\\." + LABEL + ")*\\.?)");

  private CommandPolicy() {}

  static boolean allows(String command) {
    return READS.matcher(command).matches() || BASH.matcher(command).matches();
  }
}
