package io.cvpfunctions.validation.tests;

import java.util.regex.Pattern;

/** Hides what is as good as a password in lines of a switch's configuration. */
final class ConfigSecrets {
  private static final Pattern SECRET =
      Pattern.compile(
          "((?:\\b[\\w-]*(?:password|secret|passphrase|key)"
              + "|\\bsnmp-server (?:community|host .*? version \\S+|user .*? (?:auth|priv)))"
              + "[ \\t]+)\\S.*",
          Pattern.CASE_INSENSITIVE);

  private ConfigSecrets() {}

  /** The same lines, each up to the word that says a secret follows. */
  static String masked(String lines) {
    return SECRET.matcher(lines).replaceAll("$1***");
  }
}
