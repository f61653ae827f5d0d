package io.cvpfunctions.kafka;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends a batch pipelined, yet no event before the earlier ones of its key and device are in.
 *
 * <p>To the client a key's events are one stream, of which it may lose one and still deliver those
 * behind it. So they go in waves: each wave has at most one event of a key and of a device.
 */
final class Batch {
  private final List<BatchItem> items;
  private final KafkaCluster kafka;
  private final Budget budget;

  private final Lanes failed = new Lanes();
  private final Map<String, CallFailedException> closedTopics = new HashMap<>();

  private Batch(List<BatchItem> items, KafkaCluster kafka, Budget budget) {
    this.items = items;
    this.kafka = kafka;
    this.budget = budget;
  }

  static Batch of(List<CloudEvent> events, RecordMaker records, KafkaCluster kafka, Budget budget) {
    List<BatchItem> items = new ArrayList<>();
    for (CloudEvent event : events) items.add(BatchItem.of(event, records));
    return new Batch(items, kafka, budget);
  }

  /** One result per event, in the same order. */
  List<Result> publish() {
    List<BatchItem> open = items;
    while (!open.isEmpty()) {
      List<BatchItem> wave = wave(open);
      for (BatchItem item : wave) start(item);
      for (BatchItem item : wave) finish(item);
      open = open.stream().filter(item -> !item.isKnown()).collect(Collectors.toList());
    }
    return items.stream().map(BatchItem::result).collect(Collectors.toList());
  }

  private static List<BatchItem> wave(List<BatchItem> open) {
    Lanes taken = new Lanes();
    List<BatchItem> wave = new ArrayList<>();
    for (BatchItem item : open) {
      if (!taken.hold(item)) wave.add(item);
      taken.add(item);
    }
    return wave;
  }

  private void start(BatchItem item) {
    if (item.isKnown()) return;
    if (failed.hold(item)) {
      item.later("an earlier event of the same key or device in this batch failed");
    } else if (budget.spent()) {
      item.later("the time ended before this event");
    } else if (closedTopics.containsKey(item.topic())) {
      item.fail(closedTopics.get(item.topic()));
    } else {
      send(item);
    }
  }

  /** What fails at once fails for the whole topic: each further event would wait as long again. */
  private void send(BatchItem item) {
    item.send(kafka, budget);
    item.topicFailure().ifPresent(why -> closedTopics.put(item.topic(), why));
  }

  private void finish(BatchItem item) {
    item.await(budget);
    if (item.result().problem().isPresent()) failed.add(item);
  }
}
