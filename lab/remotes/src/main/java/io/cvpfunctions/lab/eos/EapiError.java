package io.cvpfunctions.lab.eos;

/** The words that go with eAPI's error codes. */
final class EapiError {
  static final int PARSE = -32700;
  static final int BAD_REQUEST = -32600;
  static final int UNKNOWN_METHOD = -32601;
  static final int BAD_PARAMS = -32602;

  private EapiError() {}

  static String words(int code) {
    return switch (code) {
      case 1000 -> "could not run command";
      case 1001 -> "internal error";
      case 1002 -> "invalid command";
      case 1003 -> "unconverted command";
      case 1004 -> "incompatible command";
      case 1005 -> "permission to run command denied";
      default -> "error " + code;
    };
  }
}
