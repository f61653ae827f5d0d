package io.cvpfunctions.validation.engine;

/** How reasons are worded, once for all tests. */
public final class Messages {
  private Messages() {}

  /** A value as ANTA's users know it: None, True, 75.0. */
  public static String show(Object value) {
    if (value == null) return "None";
    if (value instanceof Boolean) return (Boolean) value ? "True" : "False";
    return value instanceof Double ? PythonNumbers.show((Double) value) : value.toString();
  }

  /** {@code what: expected a, actual b}. */
  public static String differs(String what, String expected, String actual) {
    return what + ": expected " + expected + ", actual " + actual;
  }
}
