package bench;

import io.cvpfunctions.lab.launcher.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.RequestBody;

/**
 * Events per second from HTTP in to the broker's acknowledgement, alone and in batches, beside a
 * bare producer of the same settings and beside the original's producer for every event.
 */
public final class Bench {
  private static final int CALLERS = 64;
  private static final int BATCH_CALLERS = 4;
  private static final int BATCH = 500;
  private static final int ORIGINALS = 40;
  private static final int STARTS = 5;

  /** As many events as the compiler needs until it has settled, on both sides. */
  private static final int EVENTS_TO_WARM_UP = 1_000_000;

  private static final Path ROOT = Path.of(System.getProperty("bench.root"));
  private static final int SINGLES = Integer.getInteger("bench.singles");
  private static final int BATCHES = Integer.getInteger("bench.batches");
  private static final int ROUNDS = Integer.getInteger("bench.rounds");

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    try (Broker broker = Broker.start(ROOT.resolve("lab/launcher/target/lib"))) {
      BareProducer bare = new BareProducer(broker.address());
      bare.createTopic();
      rates(broker.address(), bare);
      firstEvents(broker.address());
    }
  }

  /** In turn, so that what disturbs one disturbs all; the first round of single events warms up. */
  private static void rates(String servers, BareProducer bare) throws Exception {
    List<Double> singles = new ArrayList<>();
    List<Double> batches = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    List<Double> originals = new ArrayList<>();
    List<RequestBody> alone = Function.bodies(SINGLES, 1);
    List<RequestBody> together = Function.bodies(BATCHES, BATCH);
    try (Function function = Function.start(servers, true)) {
      for (int sent = 0; sent < EVENTS_TO_WARM_UP; sent += BATCHES * BATCH) {
        function.send(BATCH_CALLERS, together);
        bare.send(BATCH_CALLERS, BATCHES, BATCH);
      }
      for (int round = 0; round <= ROUNDS; round++) {
        double one = rate(SINGLES, () -> function.send(CALLERS, alone));
        double many = rate(BATCHES * BATCH, () -> function.send(BATCH_CALLERS, together));
        double least = rate(BATCHES * BATCH, () -> bare.send(BATCH_CALLERS, BATCHES, BATCH));
        double original = rate(ORIGINALS, () -> bare.sendByProducersOfTheirOwn(ORIGINALS));
        if (round == 0) continue;
        line("round %d: %.0f/s in batches, bare %.0f/s: %.2f", round, many, least, many / least);
        singles.add(one);
        batches.add(many);
        floor.add(least);
        originals.add(original);
      }
      line("memory of the function after that: %.0f MiB", function.residentMebibytes());
      double ours = micros(function.process(), () -> function.send(BATCH_CALLERS, together));
      double least =
          micros(ProcessHandle.current(), () -> bare.send(BATCH_CALLERS, BATCHES, BATCH));
      line("processor time of an event in a batch: %.0f us, bare producer: %.0f", ours, least);
    }
    line("single events, %d callers: %.0f/s", CALLERS, median(singles));
    line("batches of %d, %d callers: %.0f/s", BATCH, BATCH_CALLERS, median(batches));
    line("bare producer, the same batches: %.0f/s", median(floor));
    line("a producer for every event: %.1f/s", median(originals));
    target("batches, to the bare producer", median(batches) / median(floor), 0.5, true);
    target("single events, to a producer for each", median(singles) / median(originals), 30, true);
  }

  /** The callers' own code has run by then; the function's has not. */
  private static void firstEvents(String servers) throws Exception {
    List<Double> plain = new ArrayList<>();
    List<Double> cached = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      plain.add(firstEvent(servers, false));
      cached.add(firstEvent(servers, true));
    }
    line("first event without a cache of classes, of %d starts: %s ms", STARTS, rounded(plain));
    line("first event with it, as in the image: %s ms", rounded(cached));
    target("first event, with the cache, median, ms", median(cached), 50, false);
  }

  private static double firstEvent(String servers, boolean cached) throws Exception {
    List<RequestBody> event = Function.bodies(1, 1);
    try (Function function = Function.start(servers, cached)) {
      return 1000 / rate(1, () -> function.send(1, event));
    }
  }

  /** Processor time for each event of the batches, which other work hardly changes. */
  private static double micros(ProcessHandle process, Work work) throws Exception {
    Duration before = process.info().totalCpuDuration().orElseThrow();
    work.run();
    Duration took = process.info().totalCpuDuration().orElseThrow().minus(before);
    return took.toNanos() / 1e3 / (BATCHES * BATCH);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double rate(int events, Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return events * 1e9 / (System.nanoTime() - begin);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String rounded(List<Double> values) {
    return values.stream().map(Math::round).toList().toString();
  }

  private static void line(String format, Object... values) {
    System.out.println("  " + String.format(Locale.ROOT, format, values));
  }

  private static void target(String what, double measured, double target, boolean atLeast) {
    boolean met = atLeast ? measured >= target : measured <= target;
    String words = atLeast ? "at least" : "at most";
    line("%-42s %8.2f, %s %.1f: %s", what, measured, words, target, met ? "met" : "NOT MET");
  }
}
