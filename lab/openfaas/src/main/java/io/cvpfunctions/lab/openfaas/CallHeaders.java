package io.cvpfunctions.lab.openfaas;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.UUID;
import okhttp3.Headers;

/**
 * The headers the gateway puts on a call and on its answer.
 *
 * @param inbound what the function is sent
 * @param outbound what the caller is sent beside the function's own
 */
record CallHeaders(Headers inbound, Headers outbound) {
  private static final String CALL_ID = "X-Call-Id";
  private static final String START_TIME = "X-Start-Time";

  /** A call id is made, and echoed, only if there is none; a start time is always added. */
  static CallHeaders of(FunctionRequest request, InetSocketAddress caller) {
    Headers.Builder in = Wire.withoutHopHeaders(request.headers()).newBuilder();
    in.removeAll("Content-Length");
    Headers.Builder out = new Headers.Builder().add("X-Served-By", "openfaas-ce/lab");
    if (request.header(CALL_ID).isEmpty()) {
      String id = UUID.randomUUID().toString();
      in.add(CALL_ID, id);
      out.add(CALL_ID, id);
    }
    String start = nanosSinceEpoch();
    in.add(START_TIME, start);
    out.add(START_TIME, start);
    forwarded(request, caller, in);
    return new CallHeaders(in.build(), out.build());
  }

  private static void forwarded(
      FunctionRequest request, InetSocketAddress caller, Headers.Builder in) {
    in.add("X-Forwarded-For", caller.getAddress().getHostAddress() + ":" + caller.getPort());
    request.header("Host").ifPresent(host -> in.set("X-Forwarded-Host", host));
  }

  private static String nanosSinceEpoch() {
    Instant now = Instant.now();
    return String.format("%d%09d", now.getEpochSecond(), now.getNano());
  }

  FunctionResponse on(FunctionResponse response) {
    Headers.Builder all = outbound.newBuilder();
    all.addAll(response.headers());
    return response.withHeaders(all.build());
  }
}
