package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/**
 * The {@code partial_eq_filter} of a request: one of several must fit, of which every field that is
 * set must. A wrapper that is set to nothing is a condition, too.
 */
record Filter(List<Message> any) {
  static Filter of(Message request) {
    return new Filter(Model.all(request, "partial_eq_filter"));
  }

  boolean fits(Message value) {
    return any.isEmpty() || any.stream().anyMatch(each -> fits(each, value));
  }

  private static boolean fits(Message wanted, Message value) {
    return wanted.getAllFields().entrySet().stream().allMatch(field -> fits(field, value));
  }

  private static boolean fits(Map.Entry<FieldDescriptor, Object> wanted, Message value) {
    FieldDescriptor field = wanted.getKey();
    if (field.isRepeated()) return wanted.getValue().equals(value.getField(field));
    if (!value.hasField(field)) return false;
    Object is = value.getField(field);
    boolean nested = is instanceof Message && !isScalar(field);
    return nested ? fits((Message) wanted.getValue(), (Message) is) : wanted.getValue().equals(is);
  }

  /** Wrappers and timestamps, whose absent parts are zero and not unknown. */
  private static boolean isScalar(FieldDescriptor field) {
    return field.getMessageType().getFile().getPackage().equals("google.protobuf");
  }
}
