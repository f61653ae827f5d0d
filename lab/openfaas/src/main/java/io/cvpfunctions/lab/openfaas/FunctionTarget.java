package io.cvpfunctions.lab.openfaas;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which function a path names, and what is left of the path for it.
 *
 * @param path encoded again, starting with a slash
 */
record FunctionTarget(String name, String namespace, String path) {
  private static final Pattern REST = Pattern.compile("([-a-zA-Z_0-9.]+)(/.*)?", Pattern.DOTALL);

  /** Reads {@code NAME[.NAMESPACE][/path]}; the namespace is what follows the last dot. */
  static Optional<FunctionTarget> parse(String rest, String defaultNamespace) {
    Matcher matcher = REST.matcher(rest);
    if (!matcher.matches()) return Optional.empty();
    String name = matcher.group(1);
    String path = matcher.group(2) == null ? "/" : GoPath.encode(matcher.group(2));
    int dot = name.lastIndexOf('.');
    return Optional.of(
        dot < 0
            ? new FunctionTarget(name, defaultNamespace, path)
            : new FunctionTarget(name.substring(0, dot), name.substring(dot + 1), path));
  }
}
