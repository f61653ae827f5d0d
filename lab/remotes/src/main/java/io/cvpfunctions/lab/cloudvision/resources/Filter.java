package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code partial_eq_filter} of a request: one of several must fit, of which every field that is
 * set must. A wrapper that is set to nothing is a condition, too.
 */
record Filter(Set<Message> keys, List<Message> others) {
  /** Whole keys, of which there may be thousands, are looked up and not compared one by one. */
  static Filter of(Message request) {
    Map<Boolean, List<Message>> all =
        Model.all(request, "partial_eq_filter").stream()
            .collect(Collectors.partitioningBy(Filter::isWholeKey));
    Set<Message> keys = all.get(true).stream().map(Model::key).collect(Collectors.toSet());
    return new Filter(keys, all.get(false));
  }

  private static boolean isWholeKey(Message wanted) {
    boolean onlyKey = wanted.getAllFields().size() == 1 && Model.has(wanted, "key");
    return onlyKey && isWhole(Model.key(wanted));
  }

  /** Every field of it is a wrapper that is set. */
  private static boolean isWhole(Message key) {
    return key.getDescriptorForType().getFields().stream()
        .allMatch(each -> each.hasPresence() && key.hasField(each) && isScalar(each));
  }

  boolean fits(Message value) {
    if (keys.isEmpty() && others.isEmpty()) return true;
    if (!keys.isEmpty() && keys.contains(Model.key(value))) return true;
    return others.stream().anyMatch(each -> fits(each, value));
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
