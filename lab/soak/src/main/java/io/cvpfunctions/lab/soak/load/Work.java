package io.cvpfunctions.lab.soak.load;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.month.life.Alarm;
import io.cvpfunctions.lab.month.life.Campus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Moves switches and raises CloudVision's events, so many of each a minute. A switch stays where it
 * was moved long enough for every look to see it; an event is over after seconds, and counts as
 * two: raised and resolved. Thread-safe.
 */
public final class Work implements AutoCloseable {
  private static final List<String> PLACES =
      List.of("DC1-Leaf", "DC1-Border-Leaf", "DC2-Leaf", "DC2-Border-Leaf");

  private static final Duration SHORTEST_STAY = Duration.ofSeconds(20);
  private static final Duration LONGEST_ALARM = Duration.ofSeconds(20);
  private static final String TYPE = "DEVICE_INTF_ERR_SMART";

  /** One of so many is for people, too. */
  private static final int SEVERE = 20;

  private final Campus campus;
  private final Random chance;
  private final Rates rates;
  private final List<String> serials = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final AtomicInteger moves = new AtomicInteger();
  private final AtomicInteger alarms = new AtomicInteger();

  /** How much happens in a minute. */
  public record Rates(int moves, int events) {
    /** As many switches as it takes for each to stay where it is for a while. */
    int switches() {
      return Math.max(PLACES.size(), (int) (moves * SHORTEST_STAY.toSeconds() / 60) + 1);
    }
  }

  public Work(Campus campus, Rates rates, long seed) {
    this.campus = campus;
    this.rates = rates;
    this.chance = new Random(seed);
  }

  /** The containers, and switches in them, before anybody looks. */
  public void prepare() {
    for (String site : List.of("DC1", "DC2")) {
      campus.site(site);
      campus.container(site + "-Leaf", site, "leaf");
      campus.container(site + "-Border-Leaf", site, "leaf");
    }
    for (int i = 1; i <= rates.switches(); i++) {
      String serial = campus.found("soak-leaf-" + i, PLACES.get(i % PLACES.size()));
      campus.power(serial);
      serials.add(serial);
    }
  }

  /** Begins; both go on until {@link #rest}. */
  public void begin() {
    every(rates.moves(), this::move);
    every(rates.events() / 2, this::raise);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it goes on until the clock is shut down
  private void every(int times, Runnable what) {
    if (times == 0) return;
    long micros = TimeUnit.MINUTES.toMicros(1) / times;
    clock.scheduleAtFixedRate(what, micros, micros, TimeUnit.MICROSECONDS);
  }

  private void move() {
    String serial = serials.get(moves.getAndIncrement() % serials.size());
    String now = campus.truth().device(serial).place();
    List<String> others = PLACES.stream().filter(each -> !each.equals(now)).toList();
    campus.move(serial, others.get(any(others.size())));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // rest() waits for it
  private void raise() {
    int number = alarms.getAndIncrement();
    EventSeverity severity =
        number % SEVERE == 0
            ? EventSeverity.EVENT_SEVERITY_ERROR
            : EventSeverity.EVENT_SEVERITY_INFO;
    String serial = serials.get(any(serials.size()));
    Alarm alarm = campus.raise(TYPE, severity, serial, "Ethernet" + number);
    long millis = 500L + any((int) LONGEST_ALARM.toMillis());
    clock.schedule(alarm::end, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized int any(int bound) {
    return chance.nextInt(bound);
  }

  /** Moves and raises no more, and waits until every event is over. */
  public void rest() throws InterruptedException {
    clock.shutdown();
    boolean over = clock.awaitTermination(LONGEST_ALARM.toSeconds() + 10, TimeUnit.SECONDS);
    if (!over) throw new IllegalStateException("an event does not end");
  }

  public int moves() {
    return moves.get();
  }

  /** How many were raised. */
  public int alarms() {
    return alarms.get();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
