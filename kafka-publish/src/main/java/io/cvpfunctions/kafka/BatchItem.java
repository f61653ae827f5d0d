package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Problem;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One event of a batch: waiting, then on its way, then known. */
final class BatchItem {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final String device;
  private ProducerRecord<String, byte[]> record;
  private Pending pending;
  private Result result;
  private CallFailedException topicFailure;

  private BatchItem(String device) {
    this.device = device;
  }

  /** Known at once where no record can be made of the event. */
  static BatchItem of(CloudEvent event, RecordMaker records) {
    BatchItem item = new BatchItem(event.getSubject());
    try {
      item.record = records.make(event);
    } catch (ProblemException wrong) {
      item.fail(wrong);
    }
    return item;
  }

  /** Null where it has no record, or that no key. */
  String key() {
    return record == null ? null : record.key();
  }

  /** Null where it is about none. */
  String device() {
    return device;
  }

  String topic() {
    return record.topic();
  }

  boolean isKnown() {
    return result != null;
  }

  Result result() {
    return result;
  }

  /** Why nothing gets into its topic now, where that was known as soon as it was sent. */
  Optional<CallFailedException> topicFailure() {
    return Optional.ofNullable(topicFailure);
  }

  void send(KafkaCluster kafka, Budget budget) {
    try {
      pending = kafka.send(record);
      if (pending.isKnown()) pending.await(budget);
    } catch (CallFailedException failure) {
      if (failure.kind() != Kind.REJECTED) topicFailure = failure;
      fail(failure);
    } catch (ProblemException failure) {
      fail(failure);
    }
  }

  void await(Budget budget) {
    if (isKnown()) return;
    try {
      result = Result.of(KafkaPublish.done(pending.await(budget)));
    } catch (CallFailedException | ProblemException failure) {
      fail(failure);
    }
  }

  void fail(RuntimeException failure) {
    result = Result.failed(Problem.from(failure));
  }

  void later(String why) {
    result = Result.failed(Problem.later(503, why, SOON));
  }
}
