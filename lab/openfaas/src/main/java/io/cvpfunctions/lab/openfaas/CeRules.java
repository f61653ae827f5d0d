package io.cvpfunctions.lab.openfaas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenFaaS CE on Kubernetes answers 400 to when a function is deployed. */
final class CeRules {
  private static final Pattern FUNCTION_NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?");
  private static final Pattern KEY_NAME =
      Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern KEY_PREFIX = Pattern.compile("[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?");
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final String SCALE = "com.openfaas.scale.";
  private static final Set<String> PRO_LABELS =
      Set.of(SCALE + "zero-duration", SCALE + "target", SCALE + "type");
  private static final int MOST_REPLICAS = 5;

  private CeRules() {}

  /** Every reason to refuse, each naming the function; empty where it would be taken. */
  static List<String> problems(FunctionSpec spec) {
    List<String> problems = new ArrayList<>();
    if (!matches(FUNCTION_NAME, spec.name(), LONGEST_NAME)) {
      problems.add("the name must be lower case letters, digits and -");
    }
    spec.labels().forEach((key, value) -> label(key, value, problems));
    spec.annotations().forEach((key, value) -> annotation(key, value, problems));
    for (String secret : spec.secrets()) {
      if (!matches(KEY_PREFIX, secret, LONGEST_PREFIX)) {
        problems.add("secret " + secret + " must be lower case letters, digits, - and .");
      }
    }
    return problems.stream().map(problem -> spec.name() + ": " + problem).toList();
  }

  private static boolean matches(Pattern pattern, String text, int longest) {
    return text.length() <= longest && pattern.matcher(text).matches();
  }

  private static void label(String key, String value, List<String> problems) {
    key("label", key, problems);
    if (!matches(LABEL_VALUE, value, LONGEST_NAME)) {
      problems.add(
          "label "
              + key
              + "="
              + value
              + " must be at most 63 letters, digits, -, _ and ., at its ends a letter or digit");
    }
    scaling(key, value, problems);
  }

  private static void scaling(String key, String value, List<String> problems) {
    if (PRO_LABELS.contains(key) || (key.equals(SCALE + "zero") && value.equals("true"))) {
      problems.add("label " + key + " is for OpenFaaS Pro");
    }
    if (Set.of(SCALE + "min", SCALE + "max").contains(key) && !upToFive(value)) {
      problems.add("label " + key + "=" + value + " must be a number up to " + MOST_REPLICAS);
    }
  }

  private static boolean upToFive(String value) {
    return value.matches("\\d{1,3}") && Integer.parseInt(value) <= MOST_REPLICAS;
  }

  private static void annotation(String key, String value, List<String> problems) {
    key("annotation", key, problems);
    if (key.equals("topic") && value.contains(",")) {
      problems.add("annotation topic=" + value + " must hold no comma");
    }
    String lower = key.toLowerCase(Locale.ROOT);
    if (lower.contains("amazonaws.com") || lower.contains("gke.io")) {
      problems.add("annotation " + key + " belongs to a cloud provider and is not allowed");
    }
  }

  private static void key(String what, String key, List<String> problems) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "x" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    if (!matches(KEY_PREFIX, prefix, LONGEST_PREFIX) || !matches(KEY_NAME, name, LONGEST_NAME)) {
      problems.add(what + " " + key + " is not a name that Kubernetes takes");
    }
  }

  /** Joined by {@code =} as a label or annotation is stored, what containerd still takes. */
  static boolean fitsContainerd(Map.Entry<String, String> annotation) {
    int length = "com.openfaas.annotations.".length();
    return length + annotation.getKey().length() + annotation.getValue().length() <= 4096;
  }
}
