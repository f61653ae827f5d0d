package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.DeployedFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for patterns that no container of today matches: most are slips of the pen. */
final class PatternsCheck {
  private static final String CORRECT = "Correct it, unless the container is still to come.";
  private static final String TAGS = " Tags could not be read: if it is one, nothing is wrong.";

  private final Today today;
  private final List<ContainerPattern> patterns = new ArrayList<>();

  /**
   * Gathers all that were written.
   *
   * @param limit what {@code --container} names
   */
  PatternsCheck(Today today, List<String> limit) {
    this.today = today;
    limit.forEach(each -> patterns.add(ContainerPattern.own("--container", each)));
    today.functions().forEach(this::annotated);
    today.answers().forEach(this::declared);
  }

  private void annotated(DeployedFunction function) {
    function
        .annotations()
        .getOrDefault("cvp.containers", "")
        .lines()
        .map(String::trim)
        .filter(line -> !line.isEmpty())
        .map(line -> ContainerPattern.own(function.name() + ", cvp.containers", line))
        .forEach(patterns::add);
  }

  private void declared(String function, JsonNode answer) {
    for (JsonNode each : answer.path("containers")) {
      String where = function + ", " + each.path("where").asText();
      patterns.add(ContainerPattern.ofFunction(where, each.path("pattern").asText()));
    }
  }

  void run(Findings findings) {
    if (patterns.isEmpty()) return;
    if (today.containers().isEmpty() && !today.areTagsKnown()) {
      findings.warning(
          patterns.size() + " patterns of containers cannot be compared: no container is known",
          "Let the account read the topology, or mend what keeps the inventory from being read.");
      return;
    }
    patterns.forEach(each -> look(each, findings));
  }

  private void look(ContainerPattern pattern, Findings findings) {
    boolean there =
        Stream.concat(today.containers().stream(), today.tags().stream())
            .anyMatch(pattern.matches());
    if (there) {
      findings.ok(pattern.where() + ", which is there");
    } else {
      findings.warning(
          pattern.where() + ", which matches no container of today",
          today.areTagsKnown() ? CORRECT : CORRECT + TAGS);
    }
  }
}
