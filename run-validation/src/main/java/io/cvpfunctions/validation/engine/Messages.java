package io.cvpfunctions.validation.engine;

/** How reasons are worded, once for all tests. */
public final class Messages {
  private Messages() {}

  /** {@code what: expected a, actual b}. */
  public static String differs(String what, String expected, String actual) {
    return what + ": expected " + expected + ", actual " + actual;
  }
}
