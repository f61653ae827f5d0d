package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From exec to the first answers: the stock hello world, device-move with its cache and without.
 */
final class ColdStart {
  private static final int ROUNDS = 9;

  private final Processes processes;
  private final String sample;
  private final List<Double> stock = new ArrayList<>();
  private final List<Double> hello = new ArrayList<>();
  private final Moves cached = new Moves();
  private final Moves plain = new Moves();

  ColdStart(Processes processes, String sample) {
    this.processes = processes;
    this.sample = sample;
  }

  /** One kind of start of device-move. */
  private static final class Moves {
    private final List<Double> ready = new ArrayList<>();
    private final List<Double> recorded = new ArrayList<>();
  }

  void run() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      try (Server server = processes.stock(Map.of())) {
        stock.add(server.firstAnswer("/", "{}"));
      }
      try (Server server = processes.ours(Map.of())) {
        hello.add(server.firstAnswer("/_/ready", null));
      }
      move(true, cached);
      move(false, plain);
    }
    print();
  }

  private void move(boolean withCache, Moves moves) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "cmdb");
    try (Server server = processes.deviceMove(withCache, folder.resolve("cmdb.db"))) {
      moves.ready.add(server.firstAnswer("/_/ready", null));
      moves.recorded.add(server.firstAnswer("/", sample));
    }
  }

  private void print() {
    double floor = Report.median(stock);
    Report.title("Cold start, ms from exec, medians of " + ROUNDS);
    Report.line("%-52s %6.0f", "stock, hello world, first 200", floor);
    Report.line("%-52s %6.0f", "ours, hello world without a cache, ready", Report.median(hello));
    print("device-move with its cache", cached);
    print("device-move without", plain);
    double recorded = Report.median(cached.recorded);
    Report.atMost("ready with the cache, to stock", Report.median(cached.ready) / floor, 1.3);
    Report.atMost("first recorded move with the cache, to stock", recorded / floor, 2);
    Report.atMost(
        "first recorded move, with to without", recorded / Report.median(plain.recorded), 0.55);
  }

  private static void print(String name, Moves moves) {
    Report.line("%-52s %6.0f", name + ", ready", Report.median(moves.ready));
    Report.line("%-52s %6.0f", name + ", first move recorded", Report.median(moves.recorded));
  }
}
