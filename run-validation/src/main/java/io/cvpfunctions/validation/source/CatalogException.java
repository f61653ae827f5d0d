package io.cvpfunctions.validation.source;

import java.util.List;
import java.util.stream.Collectors;

/** A catalog cannot be used; {@link #problems} names everything that is wrong, and where. */
public final class CatalogException extends RuntimeException {
  private final List<String> problems;

  /** There is at least one problem. */
  public CatalogException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }

  /** The same, each with the name of the catalog before it. */
  public List<String> problemsOf(String catalog) {
    return problems.stream().map(problem -> catalog + ", " + problem).collect(Collectors.toList());
  }
}
