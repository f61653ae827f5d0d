package io.cvpfunctions.cloudvision.apis;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A descriptor as the published ones are written down: one line for each thing on the wire. */
final class Lines {
  private final List<String> lines = new ArrayList<>();

  private Lines() {}

  static List<String> of(FileDescriptor file) {
    Lines lines = new Lines();
    file.getEnumTypes().forEach(lines::add);
    file.getMessageTypes().forEach(lines::add);
    file.getServices().forEach(lines::add);
    return lines.lines;
  }

  private void add(EnumDescriptor type) {
    lines.add("ENUM " + type.getFullName());
    type.getValues()
        .forEach(
            value ->
                lines.add(
                    "VALUE %s.%s = %d"
                        .formatted(type.getFullName(), value.getName(), value.getNumber())));
  }

  private void add(Descriptor type) {
    if (type.getOptions().getMapEntry()) return;
    lines.add("MESSAGE " + type.getFullName());
    type.getFields().forEach(field -> lines.add(line(field)));
    type.getNestedTypes().forEach(this::add);
    type.getEnumTypes().forEach(this::add);
  }

  private void add(ServiceDescriptor service) {
    lines.add("SERVICE " + service.getFullName());
    service.getMethods().forEach(method -> lines.add(line(method)));
  }

  private static String line(FieldDescriptor field) {
    return "FIELD %s = %d : %s : %s : json=%s"
        .formatted(
            field.getFullName(),
            field.getNumber(),
            field.isMapField() ? map(field.getMessageType()) : type(field),
            label(field),
            field.getJsonName());
  }

  private static String label(FieldDescriptor field) {
    if (field.isMapField()) return "map";
    if (field.isRepeated()) return "repeated";
    return field.toProto().getProto3Optional() ? "proto3_optional" : "optional";
  }

  private static String map(Descriptor entry) {
    String value = type(entry.findFieldByName("value")).replaceFirst("^(message|enum) ", "");
    return "map<" + type(entry.findFieldByName("key")) + "," + value + ">";
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> "message " + field.getMessageType().getFullName();
      case ENUM -> "enum " + field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String line(MethodDescriptor method) {
    String kind = method.isServerStreaming() ? "server_stream" : "unary";
    return "RPC /%s/%s (%s) -> %s (%s)"
        .formatted(
            method.getService().getFullName(),
            method.getName(),
            method.getInputType().getFullName(),
            method.isClientStreaming() ? "client_stream" : kind,
            method.getOutputType().getFullName());
  }
}
