package bench;

import java.util.List;

/** Measures run-validation as processes, beside ANTA and beside a client that does not judge. */
final class Bench {
  private Bench() {}

  public static void main(String[] parts) throws Exception {
    try (Switches switches = new Switches()) {
      Kinds kinds = new Kinds(switches);
      List<String> all = List.of(parts);
      boolean fleet = all.stream().anyMatch(part -> part.matches("\\d+"));
      if (fleet) for (Runtimes.Java java : Runtimes.all()) kinds.train(java);
      for (String part : all) {
        if (part.matches("\\d+")) new Fleet(switches, kinds).run(Integer.parseInt(part));
        if (part.equals("catalog")) LargeCatalog.run();
        if (part.equals("warm")) new Warm(switches).run();
      }
    }
  }
}
