package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query as ServiceNow's lists have it: a part that it does not understand it drops. */
final class EncodedQuery {
  private static final Pattern PART =
      Pattern.compile("([a-z_0-9]+)(ISNOTEMPTY|!=|LIKE|IN|=)(.*)", Pattern.DOTALL);

  private final List<String> parts;
  private final Set<String> columns;

  EncodedQuery(String text, Set<String> columns) {
    String guarded = text.replace("^^", "\u0000");
    this.parts =
        List.of(guarded.split("\\^", -1)).stream().map(p -> p.replace('\u0000', '^')).toList();
    this.columns = columns;
  }

  boolean fits(ObjectNode row) {
    return parts.stream().allMatch(part -> fits(part, row));
  }

  private boolean fits(String text, ObjectNode row) {
    Matcher part = PART.matcher(text);
    if (!part.matches() || !columns.contains(part.group(1))) {
      return true;
    }
    String value = row.path(part.group(1)).asText();
    String wanted = part.group(3);
    return switch (part.group(2)) {
      case "ISNOTEMPTY" -> !value.isEmpty();
      case "!=" -> !value.equals(wanted);
      case "LIKE" -> value.contains(wanted);
      case "IN" -> List.of(wanted.split(",", -1)).stream().anyMatch(value::equalsIgnoreCase);
      default -> value.equalsIgnoreCase(wanted);
    };
  }
}
