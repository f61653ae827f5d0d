package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.UInt32Value;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.time.Instant;
import java.util.List;

/** Builds the messages in which one method of one service answers. */
final class Answers {
  private final Message prototype;

  Answers(Message prototype) {
    this.prototype = prototype;
  }

  Message value(Change change) {
    return stamped(change.time(), change.newest()).build();
  }

  Message missing() {
    return Model.set(prototype.newBuilderForType(), "error", StringValue.of("not found")).build();
  }

  Message initial(Change change) {
    return typed(stamped(change.time(), change.newest()), Operation.INITIAL.getNumber());
  }

  Message changed(Change change, boolean partly) {
    return typed(stamped(change.time(), change.told(partly)), change.operation().getNumber());
  }

  /** A message without a value, such as the end of the snapshot. */
  Message marker(int operation) {
    return typed(
        Model.set(prototype.newBuilderForType(), "time", Model.timestamp(Instant.now())),
        operation);
  }

  Message count(int count, Operation operation) {
    Message.Builder answer = prototype.newBuilderForType();
    Model.set(answer, "time", Model.timestamp(Instant.now()));
    Model.set(answer, "count", UInt32Value.of(count));
    return typed(answer, operation.getNumber());
  }

  Message batch(List<Message> responses) {
    return Model.set(prototype.newBuilderForType(), "responses", responses).build();
  }

  /** Builds what a batch holds. */
  Answers inBatch() {
    Message.Builder batch = prototype.newBuilderForType();
    return new Answers(batch.newBuilderForField(Model.field(prototype, "responses")).build());
  }

  /** What a method answers that changes something. */
  Message stored(String field, Message value) {
    Message.Builder answer = Model.set(prototype.newBuilderForType(), field, value);
    boolean timed = Model.field(prototype, "time") != null;
    return timed
        ? Model.set(answer, "time", Model.timestamp(Instant.now())).build()
        : answer.build();
  }

  private Message.Builder stamped(Instant time, Message value) {
    Message.Builder answer = Model.set(prototype.newBuilderForType(), "value", value);
    return Model.set(answer, "time", Model.timestamp(time));
  }

  private static Message typed(Message.Builder answer, int operation) {
    EnumValueDescriptor value =
        Operation.getDescriptor().findValueByNumberCreatingIfUnknown(operation);
    return Model.set(answer, "type", value).build();
  }
}
