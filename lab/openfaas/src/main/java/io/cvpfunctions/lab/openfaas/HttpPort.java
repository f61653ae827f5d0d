package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A listening port that can go down and come up again where it was; a thread for every call. */
final class HttpPort implements AutoCloseable {
  private static final int BACKLOG = 128;

  static {
    // The JDK's server writes head and body apart; without this a delayed ACK costs 40 ms a call.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpHandler handler;
  private final ExecutorService threads;
  private InetSocketAddress address;
  private HttpServer server;

  HttpPort(String name, String host, int port, HttpHandler handler) {
    this.handler = handler;
    this.address = new InetSocketAddress(host, port);
    this.threads = Executors.newCachedThreadPool(Daemons.named(name));
  }

  /** Listens; a port of 0 becomes a free one the first time and stays that one. */
  synchronized void open() {
    if (server != null) return;
    try {
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
    address = new InetSocketAddress(address.getAddress(), server.getAddress().getPort());
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
  }

  /** Stops listening and cuts every connection at once. */
  synchronized void shut() {
    if (server == null) return;
    server.stop(0);
    server = null;
  }

  synchronized InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    shut();
    threads.shutdownNow();
  }
}
