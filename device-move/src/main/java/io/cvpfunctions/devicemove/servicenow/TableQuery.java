package io.cvpfunctions.devicemove.servicenow;

import java.util.List;

/** Conditions as ServiceNow's lists have them; what they compare with cannot become another one. */
final class TableQuery {
  private final StringBuilder text = new StringBuilder();

  private TableQuery() {}

  static TableQuery where(String field, String operator, String value) {
    return new TableQuery().and(field, operator, value);
  }

  /** Rows whose field has one of those texts; a comma would be two of them. */
  static TableQuery whereIn(String field, List<String> texts) {
    return where(field, texts.size() == 1 ? "=" : "IN", String.join(",", texts));
  }

  TableQuery and(String field, String operator, String value) {
    if (text.length() > 0) text.append('^');
    text.append(field).append(operator).append(value.replace("^", "^^"));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
