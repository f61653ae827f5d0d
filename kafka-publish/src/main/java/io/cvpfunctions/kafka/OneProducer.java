package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.SettingsException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * The one producer of this process: made when it is first needed, and anew after it was spoilt.
 * Thread-safe.
 */
final class OneProducer implements AutoCloseable {
  /** Callers who waited while it could not be made are told the same, not sent to try in turn. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** The runtime ends the process two seconds after it asked the function to close. */
  private static final Duration TO_CLOSE = Duration.ofMillis(1500);

  private final Supplier<Producer<String, byte[]>> maker;
  private final KafkaFailures failures;

  private Producer<String, byte[]> producer;
  private Spoilt last;
  private CallFailedException failure;
  private long failedAt;
  private volatile boolean closed;

  OneProducer(Supplier<Producer<String, byte[]>> maker, KafkaFailures failures) {
    this.maker = maker;
    this.failures = failures;
  }

  synchronized Producer<String, byte[]> get() {
    if (closed) throw CallFailedException.of(KafkaCluster.NAME, Kind.NOT_SENT, "shutting down");
    if (producer == null) producer = make();
    return producer;
  }

  private Producer<String, byte[]> make() {
    long sinceFailure = System.nanoTime() - failedAt;
    if (failure != null && sinceFailure < BETWEEN_ATTEMPTS.toNanos()) throw failure;
    try {
      failure = null;
      return maker.get();
    } catch (KafkaException | SettingsException notMade) {
      failure = failures.ofMaking(notMade);
      failedAt = System.nanoTime();
      throw failure;
    }
  }

  /**
   * Lets go of a producer that will not work again; what it still holds fails.
   *
   * @return what spoilt it, which is not this failure where another call was first
   */
  Spoilt spoilt(Producer<String, byte[]> by, Throwable why) {
    Spoilt spoilt;
    synchronized (this) {
      if (last != null && last.is(by)) return last;
      spoilt = new Spoilt(by, why);
      if (by != producer) return spoilt;
      producer = null;
      last = spoilt;
    }
    closing(by, Duration.ZERO);
    return spoilt;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    Producer<String, byte[]> open;
    synchronized (this) {
      open = producer;
      producer = null;
    }
    if (open != null) await(closing(open, TO_CLOSE));
  }

  /** Kafka's own close takes its time limit, and then waits for a broker that does not answer. */
  private static Thread closing(Producer<String, byte[]> producer, Duration limit) {
    Thread thread = new Thread(() -> producer.close(limit), "kafka-close");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void await(Thread closing) {
    try {
      closing.join(TO_CLOSE.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
