package io.cvpfunctions.cloudvision.apis;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes descriptors of lines again: each package becomes one file, in the order of its imports. */
final class LineReader {
  private static final Pattern FIELD =
      Pattern.compile("FIELD (\\S+)\\.(\\w+) = (\\d+) : (.+) : (\\w+) : json=(\\S+)");
  private static final Pattern VALUE = Pattern.compile("VALUE (\\S+)\\.(\\w+) = (\\d+)");
  private static final Pattern MAP = Pattern.compile("map<(\\w+),(.+)>");
  private static final List<FileDescriptor> GOOGLE =
      List.of(
          TimestampProto.getDescriptor(),
          DurationProto.getDescriptor(),
          WrappersProto.getDescriptor());

  private final Map<String, FileDescriptorProto.Builder> files = new LinkedHashMap<>();
  private final Map<String, DescriptorProto.Builder> messages = new LinkedHashMap<>();
  private final Map<String, EnumDescriptorProto.Builder> enums = new LinkedHashMap<>();

  /** First what others import. */
  LineReader(Set<String> packages) {
    packages.stream()
        .sorted(
            (one, other) -> Boolean.compare(one.matches(".*\\.v\\d"), other.matches(".*\\.v\\d")))
        .forEach(name -> files.put(name, FileDescriptorProto.newBuilder()));
  }

  Map<String, Descriptor> read(List<String> lines) {
    lines.forEach(this::declare);
    lines.forEach(this::read);
    messages.forEach((name, type) -> file(name).addMessageType(type));
    enums.forEach((name, type) -> file(name).addEnumType(type));
    FileDescriptor[] known = GOOGLE.toArray(FileDescriptor[]::new);
    Map<String, Descriptor> types = new LinkedHashMap<>();
    for (String name : files.keySet()) {
      FileDescriptor built = build(name, known);
      known = append(known, built);
      built.getMessageTypes().forEach(type -> types.put(type.getFullName(), type));
    }
    return types;
  }

  private static FileDescriptor[] append(FileDescriptor[] known, FileDescriptor built) {
    FileDescriptor[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = built;
    return more;
  }

  private FileDescriptor build(String name, FileDescriptor[] known) {
    FileDescriptorProto.Builder file =
        files.get(name).setName(name).setPackage(name).setSyntax("proto3");
    for (FileDescriptor each : known) file.addDependency(each.getName());
    try {
      return FileDescriptor.buildFrom(file.build(), known);
    } catch (DescriptorValidationException broken) {
      throw new IllegalStateException(name, broken);
    }
  }

  private void declare(String line) {
    String[] words = line.split(" ", -1);
    if (words.length < 2 || file(words[1]) == null) return;
    String simple = words[1].substring(words[1].lastIndexOf('.') + 1);
    switch (words[0]) {
      case "MESSAGE" -> messages.put(words[1], DescriptorProto.newBuilder().setName(simple));
      case "ENUM" -> enums.put(words[1], EnumDescriptorProto.newBuilder().setName(simple));
      default -> {}
    }
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    if (words.length < 2 || file(words[1]) == null) return;
    switch (words[0]) {
      case "FIELD" -> field(matched(FIELD, line));
      case "VALUE" -> value(matched(VALUE, line));
      default -> {}
    }
  }

  /** The file of a type or member, or null where we do not declare its package. */
  private FileDescriptorProto.Builder file(String name) {
    return files.get(name.replaceFirst("\\.[A-Z].*", ""));
  }

  private static Matcher matched(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) throw new IllegalStateException(line);
    return matcher;
  }

  private void value(Matcher line) {
    enums
        .get(line.group(1))
        .addValueBuilder()
        .setName(line.group(2))
        .setNumber(Integer.parseInt(line.group(3)));
  }

  /**
   * A field whose type is of a package that is not published here is an unknown one to everybody.
   */
  private boolean published(String type) {
    String name = type.substring(type.indexOf(' ') + 1);
    return !name.startsWith("arista.") || file(name) != null;
  }

  private void field(Matcher line) {
    if (!published(line.group(4))) return;
    DescriptorProto.Builder owner = messages.get(line.group(1));
    FieldDescriptorProto.Builder field =
        owner
            .addFieldBuilder()
            .setName(line.group(2))
            .setNumber(Integer.parseInt(line.group(3)))
            .setJsonName(line.group(6))
            .setLabel(
                line.group(5).equals("optional") ? Label.LABEL_OPTIONAL : Label.LABEL_REPEATED);
    Matcher map = MAP.matcher(line.group(4));
    if (map.matches()) {
      typed(field, "message " + line.group(1) + "." + entry(owner, line.group(2), map));
    } else {
      typed(field, line.group(4));
    }
  }

  private String entry(DescriptorProto.Builder owner, String field, Matcher map) {
    StringBuilder name = new StringBuilder();
    for (String word : (field + "_entry").split("_", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    DescriptorProto.Builder entry = owner.addNestedTypeBuilder().setName(name.toString());
    entry.getOptionsBuilder().setMapEntry(true);
    typed(optional(entry, "key", 1), map.group(1));
    String value = map.group(2);
    typed(optional(entry, "value", 2), kind(value) + value);
    return name.toString();
  }

  private String kind(String type) {
    if (!type.contains(".")) return "";
    return enums.containsKey(type) ? "enum " : "message ";
  }

  private static FieldDescriptorProto.Builder optional(
      DescriptorProto.Builder owner, String name, int number) {
    return owner.addFieldBuilder().setName(name).setNumber(number).setLabel(Label.LABEL_OPTIONAL);
  }

  private static void typed(FieldDescriptorProto.Builder field, String type) {
    String[] words = type.split(" ", -1);
    field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + words[0].toUpperCase(Locale.ROOT)));
    if (words.length == 2) field.setTypeName("." + words[1]);
  }
}
