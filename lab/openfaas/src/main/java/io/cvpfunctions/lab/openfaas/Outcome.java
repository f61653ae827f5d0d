package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * How one call ends at the gateway.
 *
 * @param reached whether the function may have run
 * @param platformFailed whether the answer is the platform's, the function having given none
 */
record Outcome(FunctionResponse response, boolean reached, boolean platformFailed, Ending ending) {

  /** Whether the caller gets all of the answer. */
  enum Ending {
    WHOLE,
    TRUNCATED,
    CUT
  }

  static Outcome answered(FunctionResponse response) {
    return new Outcome(response, true, false, Ending.WHOLE);
  }

  static Outcome failed(FunctionResponse response, boolean reached) {
    return new Outcome(response, reached, true, Ending.WHOLE);
  }

  /** Nothing came of the call yet; a fault makes something of it. */
  static Outcome notReached() {
    return new Outcome(FunctionResponse.empty(500), false, false, Ending.WHOLE);
  }

  Outcome replacedBy(FunctionResponse other) {
    return new Outcome(other, reached, false, ending);
  }

  Outcome endedBy(Ending other) {
    return new Outcome(response, reached, platformFailed, other);
  }

  /** What the caller was told; 0 where the connection was cut instead. */
  int statusSeen() {
    return ending == Ending.CUT ? 0 : response.status();
  }

  void write(HttpExchange exchange) throws IOException {
    switch (ending) {
      case WHOLE -> Wire.write(exchange, response);
      case TRUNCATED -> Wire.writeTruncated(exchange, response);
      case CUT -> exchange.close();
    }
  }
}
