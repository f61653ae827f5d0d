package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;

/** What the messages of all models have in common. */
final class Model {
  private Model() {}

  static FieldDescriptor field(Message message, String name) {
    return message.getDescriptorForType().findFieldByName(name);
  }

  static Message key(Message value) {
    return (Message) value.getField(field(value, "key"));
  }

  static boolean has(Message message, String name) {
    FieldDescriptor field = field(message, name);
    return field != null && message.hasField(field);
  }

  static Message get(Message message, String name) {
    return (Message) message.getField(field(message, name));
  }

  @SuppressWarnings("unchecked")
  static List<Message> all(Message message, String name) {
    return (List<Message>) message.getField(field(message, name));
  }

  static Message.Builder set(Message.Builder message, String name, Object value) {
    return message.setField(message.getDescriptorForType().findFieldByName(name), value);
  }

  /** A value with nothing in it but its key. */
  static Message onlyKey(Message value) {
    return set(value.newBuilderForType(), "key", key(value)).build();
  }

  /** The key, and what differs at the top level; a field that is gone cannot be told this way. */
  static Message difference(Message before, Message after) {
    Message.Builder partial = onlyKey(after).toBuilder();
    after
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (!value.equals(before.getAllFields().get(field))) partial.setField(field, value);
            });
    return partial.build();
  }

  static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }

  static Instant instant(Message timestamp) {
    Timestamp time = (Timestamp) timestamp;
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
