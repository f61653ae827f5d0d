package io.cvpfunctions.kafka;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A record on its way to the broker. */
final class Pending {
  private final Future<RecordMetadata> acknowledgement;
  private final Function<Throwable, RuntimeException> failures;

  Pending(Future<RecordMetadata> acknowledgement, Function<Throwable, RuntimeException> failures) {
    this.acknowledgement = acknowledgement;
    this.failures = failures;
  }

  /** Whether it can be said what became of it. */
  boolean isKnown() {
    return acknowledgement.isDone();
  }

  /** Waits for the broker's acknowledgement; throws what a caller can be told otherwise. */
  RecordMetadata await(Budget budget) {
    try {
      return acknowledgement.get(budget.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failures.apply(failed.getCause());
    } catch (TimeoutException over) {
      String detail = "not acknowledged in the time of this call; it may still be written";
      throw CallFailedException.of(KafkaCluster.NAME, Kind.OUT_OF_TIME, detail, over);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      String detail = "this process was told to stop before the acknowledgement";
      throw CallFailedException.of(KafkaCluster.NAME, Kind.NO_ANSWER, detail, stopping);
    }
  }
}
