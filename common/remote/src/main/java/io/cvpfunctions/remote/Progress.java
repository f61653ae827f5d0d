package io.cvpfunctions.remote;

import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/** How far one attempt came, which decides what may be said of it when it fails. */
final class Progress extends EventListener {
  private volatile boolean sent;
  private volatile boolean answered;

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    answered = true;
  }

  /** Whether the request's first byte may have left. */
  boolean sent() {
    return sent;
  }

  /** Whether a status and headers came back. */
  boolean answered() {
    return answered;
  }
}
