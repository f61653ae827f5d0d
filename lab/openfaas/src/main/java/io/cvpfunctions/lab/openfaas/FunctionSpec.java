package io.cvpfunctions.lab.openfaas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a deployment says of one function, apart from its code. */
public record FunctionSpec(
    String name,
    String image,
    String envProcess,
    Map<String, String> environment,
    List<String> secrets,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> limits,
    Map<String, String> requests,
    boolean readOnlyRootFilesystem) {

  public FunctionSpec {
    environment = sorted(environment);
    secrets = List.copyOf(secrets);
    labels = sorted(labels);
    annotations = sorted(annotations);
    limits = sorted(limits);
    requests = sorted(requests);
  }

  /** A key without a value is an empty text, as in Go. */
  private static Map<String, String> sorted(Map<String, String> map) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(key, value == null ? "" : value));
    return Collections.unmodifiableMap(sorted);
  }

  /** A function that nothing is said about yet. */
  public static FunctionSpec named(String name) {
    return new FunctionSpec(
        name,
        "lab/" + name + ":latest",
        "",
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        false);
  }

  /** The same with one annotation more, or another value of it. */
  public FunctionSpec annotation(String key, String value) {
    return withAnnotations(with(annotations, key, value));
  }

  /** The same with one label more, or another value of it. */
  public FunctionSpec label(String key, String value) {
    return new FunctionSpec(
        name,
        image,
        envProcess,
        environment,
        secrets,
        with(labels, key, value),
        annotations,
        limits,
        requests,
        readOnlyRootFilesystem);
  }

  /** The same with these annotations in place of the old. */
  public FunctionSpec withAnnotations(Map<String, String> others) {
    return new FunctionSpec(
        name,
        image,
        envProcess,
        environment,
        secrets,
        labels,
        others,
        limits,
        requests,
        readOnlyRootFilesystem);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}
