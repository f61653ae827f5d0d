package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is measured beside each other: how each is started. */
final class Kinds {
  private static final Path PRODUCT = Path.of(System.getProperty("bench.product"));
  private static final Path HERE = Path.of(System.getProperty("bench.here"));
  private static final Map<String, String> CREDENTIALS =
      Map.of("ANTA_USERNAME", "admin", "ANTA_PASSWORD", "arista", "NO_COLOR", "1");

  /** One way to look at the switches of an inventory. */
  interface Kind {
    Measured run(int devices) throws IOException;
  }

  private final Switches switches;
  private final Path catalog = HERE.resolve("catalog.yml");

  Kinds(Switches switches) {
    this.switches = switches;
  }

  /** ANTA itself, where it is installed. */
  Optional<Kind> anta() {
    String program = System.getProperty("bench.anta", "");
    if (program.isEmpty()) return Optional.empty();
    return Optional.of(
        devices ->
            Measured.of(
                List.of(
                    program,
                    "nrfu",
                    "-i",
                    switches.inventory(devices).toString(),
                    "-c",
                    catalog.toString(),
                    "json",
                    "-o",
                    Path.of("anta.json").toAbsolutePath().toString()),
                CREDENTIALS));
  }

  /** Ours on that Java, with a cache of its classes or without. */
  Kind ours(Runtimes.Java java, boolean cached) {
    return devices -> Measured.of(ours(java, java.options("ours", cached), devices), CREDENTIALS);
  }

  private List<String> ours(Runtimes.Java java, List<String> options, int devices)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java.program()));
    command.add("@" + PRODUCT.resolve("jvm.options"));
    command.addAll(options);
    command.addAll(List.of("-jar", PRODUCT.resolve("target/run-validation.jar").toString()));
    command.addAll(List.of("-c", catalog.toString(), "--insecure", "--report", "json=ours.json"));
    command.addAll(List.of("-i", switches.inventory(devices).toString()));
    return command;
  }

  /** As many requests as ours, without verdicts. */
  Kind bare(Runtimes.Java java, boolean cached) {
    return devices -> Measured.of(bare(java, java.options("bare", cached), devices), Map.of());
  }

  private List<String> bare(Runtimes.Java java, List<String> options, int devices) {
    List<String> command = new ArrayList<>(List.of(java.program()));
    command.add("@" + PRODUCT.resolve("jvm.options"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("bench.path"), "bench.BareClient"));
    command.addAll(List.of("" + switches.port(), "" + devices, "bodies"));
    return command;
  }

  /** Makes the caches as an image build does, by a run; and learns what ours asks. */
  void train(Runtimes.Java java) throws IOException {
    switches.counts();
    Measured.of(ours(java, java.training("ours"), 1), CREDENTIALS);
    switches.bodies();
    Measured.of(bare(java, java.training("bare"), 1), Map.of());
  }

  /** Whether every test of the last run of ours was a success, as it has to be here. */
  static void checkVerdicts(int devices) throws IOException {
    String report = Files.readString(Path.of("ours.json"));
    long well = report.lines().filter(line -> line.contains("\"verdict\" : \"success\"")).count();
    if (well != devices) throw new IOException("only " + well + " of " + devices + " are well");
  }
}
