package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.time.Instant;

/** What became of one value at one time; {@code before} is null at first, {@code after} at last. */
record Change(Instant time, Message before, Message after) {
  Message key() {
    return Model.key(newest());
  }

  /** The value, or the last that it was. */
  Message newest() {
    return after == null ? before : after;
  }

  Operation operation() {
    return after == null ? Operation.DELETED : Operation.UPDATED;
  }

  /** What a message says of it: all, or where {@code partly} only what differs. */
  Message told(boolean partly) {
    if (after == null) return Model.onlyKey(before);
    return partly && before != null ? Model.difference(before, after) : after;
  }
}
