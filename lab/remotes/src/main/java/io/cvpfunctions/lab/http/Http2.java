package io.cvpfunctions.lab.http;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLSocket;

/** The HTTP/2 connections of an endpoint, and what can happen to all of them. Thread-safe. */
public final class Http2 {
  private final IntSupplier localPort;
  private final Set<Http2Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen;

  Http2(IntSupplier localPort) {
    this.localPort = localPort;
  }

  /**
   * Who can speak HTTP/1.1 gets that, as the REST API is not served over HTTP/2 here; without a
   * protocol in common the handshake goes on, as servers of the time did.
   */
  static String choose(List<String> offered) {
    if (offered.contains("http/1.1")) return "http/1.1";
    return offered.contains("h2") ? "h2" : "";
  }

  static boolean spokenBy(SSLSocket client) {
    return "h2".equals(client.getApplicationProtocol());
  }

  void serve(Socket client, Executor threads) throws IOException {
    Http2Tunnel tunnel = new Http2Tunnel(client, localPort.getAsInt(), frozen);
    tunnels.add(tunnel);
    try {
      tunnel.run(threads);
    } finally {
      tunnels.remove(tunnel);
    }
  }

  /** Every open stream is reset with INTERNAL_ERROR, as a front end in trouble does. */
  public void resetStreams() {
    tunnels.forEach(Http2Tunnel::resetStreams);
  }

  /** Connections stay open and are accepted, and not a byte passes, not even a ping's answer. */
  public void freeze() {
    frozen = true;
    tunnels.forEach(Http2Tunnel::freeze);
  }

  public void thaw() {
    frozen = false;
    tunnels.forEach(Http2Tunnel::thaw);
  }

  /** Connections that are open now. */
  public int connections() {
    return tunnels.size();
  }
}
