package io.cvpfunctions.function;

import java.util.Locale;

/** Who calls the functions after this one. */
enum ChainMode {
  /** This function itself, through the gateway. */
  SELF,
  /** The caller, which is answered the event and the names. */
  CALLER,
  /** Nobody. */
  NONE;

  /** The mode that the header {@code X-Chain} asks for; SELF for every word but two. */
  static ChainMode of(String header) {
    switch (header.trim().toLowerCase(Locale.ROOT)) {
      case "caller":
        return CALLER;
      case "none":
        return NONE;
      default:
        return SELF;
    }
  }
}
