package io.cvpfunctions.devicemove.rest;

import io.cvpfunctions.remote.Budget;

/** What a server is told of who asks: the value of the header {@code Authorization}. */
public interface Identity {
  String header(Budget budget);

  /** Whether another attempt may go better, after the server did not know that header's bearer. */
  boolean renews(String refused);

  /** One that stays as it is. */
  static Identity of(String header) {
    return new Identity() {
      @Override
      public String header(Budget budget) {
        return header;
      }

      @Override
      public boolean renews(String refused) {
        return false;
      }
    };
  }
}
