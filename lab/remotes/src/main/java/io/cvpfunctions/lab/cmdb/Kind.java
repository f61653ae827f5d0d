package io.cvpfunctions.lab.cmdb;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kind of object is held to: what it requires, what may be there once only, which fields
 * refer to which kind, which take one of some words, and what a query may ask for.
 */
record Kind(
    String path,
    String title,
    List<String> required,
    List<List<String>> unique,
    Map<String, String> relations,
    Map<String, Set<String>> choices,
    Set<String> filters,
    Map<String, Integer> longest) {
  static Kind of(String path, String title) {
    return new Kind(path, title, List.of(), List.of(), Map.of(), Map.of(), Set.of(), Map.of());
  }

  Kind requires(String... fields) {
    return new Kind(path, title, List.of(fields), unique, relations, choices, filters, longest);
  }

  /** Each a list of fields, separated by commas. */
  Kind once(String... fields) {
    List<List<String>> all = List.of(fields).stream().map(f -> List.of(f.split(",", -1))).toList();
    return new Kind(path, title, required, all, relations, choices, filters, longest);
  }

  Kind refers(Map<String, String> fields) {
    return new Kind(path, title, required, unique, fields, choices, filters, longest);
  }

  Kind chooses(Map<String, Set<String>> words) {
    return new Kind(path, title, required, unique, relations, words, filters, longest);
  }

  Kind asks(String... parameters) {
    return new Kind(path, title, required, unique, relations, choices, Set.of(parameters), longest);
  }

  Kind atMost(Map<String, Integer> lengths) {
    return new Kind(path, title, required, unique, relations, choices, filters, lengths);
  }
}
