package io.cvpfunctions.cloudvision.apis;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Fills messages of any type; the same seed makes the same messages. */
final class RandomMessages {
  private static final String[] TEXTS = {"", "leaf1", "Überhitzung", "電源", "a\u0000b\"c", "😀"};

  private final Random random;
  private final boolean unknownFields;

  private RandomMessages(long seed, boolean unknownFields) {
    this.random = new Random(seed);
    this.unknownFields = unknownFields;
  }

  static RandomMessages seeded(long seed) {
    return new RandomMessages(seed, false);
  }

  /** With fields, at every depth, that nobody has declared yet. */
  static RandomMessages ofTheFuture(long seed) {
    return new RandomMessages(seed, true);
  }

  DynamicMessage of(Descriptor type) {
    return of(type, 5);
  }

  private DynamicMessage of(Descriptor type, int depth) {
    if (type.getFullName().equals("google.protobuf.Timestamp")) return timestamp(type);
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (random.nextInt(4) > 0) fill(message, field, depth);
    }
    if (unknownFields && !type.getFile().getPackage().equals("google.protobuf")) {
      message.setUnknownFields(unknown());
    }
    return message.build();
  }

  private void fill(DynamicMessage.Builder message, FieldDescriptor field, int depth) {
    if (depth == 0 && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) return;
    if (field.isMapField()) {
      entries(field, depth).values().forEach(entry -> message.addRepeatedField(field, entry));
    } else if (field.isRepeated()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        message.addRepeatedField(field, value(field, depth));
      }
    } else {
      message.setField(field, value(field, depth));
    }
  }

  /** A key at most once, and both halves set, as every writer of maps does. */
  private Map<Object, DynamicMessage> entries(FieldDescriptor field, int depth) {
    FieldDescriptor key = field.getMessageType().findFieldByName("key");
    FieldDescriptor value = field.getMessageType().findFieldByName("value");
    Map<Object, DynamicMessage> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      DynamicMessage.Builder entry = DynamicMessage.newBuilder(field.getMessageType());
      entry.setField(key, value(key, depth)).setField(value, value(value, depth));
      entries.put(entry.getField(key), entry.build());
    }
    return entries;
  }

  private DynamicMessage timestamp(Descriptor type) {
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByName("seconds"), random.nextLong(4_000_000_000L))
        .setField(type.findFieldByName("nanos"), random.nextInt(1_000_000_000))
        .build();
  }

  private Object value(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> of(field.getMessageType(), depth - 1);
      case ENUM -> constant(field.getEnumType());
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
    };
  }

  private Object constant(EnumDescriptor type) {
    return unknownFields
        ? type.findValueByNumberCreatingIfUnknown(90 + random.nextInt(10))
        : type.getValues().get(random.nextInt(type.getValues().size()));
  }

  private UnknownFieldSet unknown() {
    UnknownFieldSet.Field varint =
        UnknownFieldSet.Field.newBuilder().addVarint(random.nextLong()).build();
    UnknownFieldSet.Field text =
        UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFromUtf8(TEXTS[random.nextInt(TEXTS.length)]))
            .build();
    return UnknownFieldSet.newBuilder().addField(900, varint).addField(901, text).build();
  }
}
