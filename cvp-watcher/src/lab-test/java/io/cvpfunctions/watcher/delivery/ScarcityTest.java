package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import io.cvpfunctions.watcher.state.Leases;
import io.cvpfunctions.watcher.state.StateException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state that cannot be written, a disk that is full, threads that are not to be had. */
class ScarcityTest {
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");

  private static final String LARGE = "x".repeat(2000);

  @TempDir Path folder;

  private final Gate gate = new Gate();
  private Pipe pipe;

  @AfterEach
  void close() {
    pipe.close();
  }

  @Test
  void state_lockedByAnother_answersWaitAndNothingIsSentAgain() throws Exception {
    String file = "jdbc:sqlite:" + folder.resolve("state.db");
    pipe(file + "?busy_timeout=200").subscriber("f", gate.before(DONE)).map().tell("m1@A");
    await().until(() -> pipe.gateway.inFlight("f") == 1);
    try (Connection other = DriverManager.getConnection(file);
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      gate.open();
      await().until(() -> !pipe.database.health().isGood());
      assertThat(pipe.listener.log).isEmpty();
      statement.execute("rollback");
    }
    pipe.awaitLog("m1 to f done 200");
    assertThat(pipe.gateway.invocations("f")).hasSize(1);
    assertThat(pipe.database.health().isGood()).isTrue();
    assertThat(pipe.database.health().failures()).isPositive();
    assertThat(pipe.database.size()).isPositive();
    assertThat(pipe.database.free()).hasValueSatisfying(free -> assertThat(free).isPositive());
  }

  @Test
  void lane_errorEndsItsThread_isSeen() {
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    pipe = new Pipe(state, How.usual(), Clock.systemUTC(), Thread::new, ScarcityTest::breakOff);
    pipe.subscriber("f", request -> DONE).map();
    assertThat(pipe.lanes.broken()).isEmpty();
    pipe.tell("m1@A");
    await().dontCatchUncaughtExceptions().until(() -> pipe.lanes.broken().contains("f"));
  }

  private static long breakOff() {
    throw new LinkageError("as after a bad update of its classes");
  }

  @Test
  void state_diskFull_saysSoAndGoesOnOnceThereIsRoom() {
    String chain = "{\"chainTo\":[\"step\"],\"result\":{\"slackthread\":\"C1:17.5\"}}";
    pipe("jdbc:sqlite:" + folder.resolve("state.db"));
    pipe.subscriber("f", gate.before(FunctionResponse.json(200, chain)));
    pipe.deploy(FunctionSpec.named("step"), request -> DONE).map().tell(LARGE + "@A");
    await().until(() -> pipe.gateway.inFlight("f") == 1);
    room(1);
    assertThatThrownBy(this::tellForever)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("disk is full");
    long failures = pipe.database.health().failures();
    gate.open();
    await().until(() -> pipe.database.health().failures() > failures);
    assertThat(pipe.database.health().isGood()).isFalse();
    assertThat(pipe.listener.log).isEmpty();
    room(1_000_000);
    pipe.awaitLog(LARGE + " to f done 200", LARGE + " to step done 200");
    pipe.route().awaitEmpty();
    assertThat(pipe.database.health().isGood()).isTrue();
    List<String> told = pipe.gateway.invocations("f").stream().map(Invocation::body).toList();
    assertThat(told).doesNotHaveDuplicates().filteredOn(body -> body.contains(LARGE)).hasSize(1);
  }

  private void tellForever() {
    for (int i = 2; i < 1000; i++) pipe.tell(i + LARGE.substring(50) + "@B");
  }

  /** As a disk that has no more pages than that. */
  private void room(int pages) {
    pipe.database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("pragma max_page_count = " + pages);
          }
        });
  }

  @Test
  void attempt_noThreadForIt_waitsAndCostsNothing() {
    AtomicInteger missing = new AtomicInteger(2);
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    How how = How.usual().patience(1);
    ThreadFactory threads =
        work -> missing.getAndDecrement() > 0 ? new Stillborn(work) : new Thread(work);
    pipe = new Pipe(state, how, Clock.systemUTC(), threads, System::nanoTime);
    pipe.subscriber("f", request -> DONE).map().tell("m1@A", "m2@A");
    pipe.awaitLog("f held 0", "f released", "m1 to f done 200", "m2 to f done 200");
    assertThat(pipe.gateway.invocations("f")).hasSize(2);
  }

  @Test
  void attempt_frozenBeforeItSendsAndTakenOver_isNotSentAfterWhatFollowed() throws Exception {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Consumer<Runnable> frozen =
        work -> {
          new Leases(pipe.database, pipe.claims, Duration.ZERO, nanos::get).endAll();
          pipe.awaitLog("m1 to f done 200", "m2 to f done 200");
          nanos.addAndGet(Duration.ofSeconds(30).toNanos());
          over.countDown();
          work.run();
        };
    ThreadFactory threads =
        work -> new Thread(begun.getAndIncrement() == 0 ? () -> frozen.accept(work) : work);
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    pipe = new Pipe(state, How.usual(), Clock.systemUTC(), threads, nanos::get);
    pipe.subscriber("f", request -> DONE).map().tell("m1@A", "m2@A");
    assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    await().until(() -> pipe.lanes.inFlight() == 0);
    assertThat(pipe.gateway.invocations("f")).hasSize(2);
  }

  private Pipe pipe(String state) {
    pipe = new Pipe(state, How.usual().attempt(Duration.ofMinutes(1)), Clock.systemUTC());
    return pipe;
  }

  /** A thread that the system has no room for. */
  private static final class Stillborn extends Thread {
    Stillborn(Runnable work) {
      super(work);
    }

    @Override
    public synchronized void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }
}
