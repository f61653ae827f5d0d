package io.cvpfunctions.lab.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * An HTTP/1.1 server on a raw socket, which every stand-in is built on: it records all requests and
 * can misbehave in ways a well-meaning server library would prevent.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(10);

  private final Listen listen;
  private final Responder responder;
  private final SSLContext tls;
  private final Http2 http2;
  private final FaultPlan faults = new FaultPlan();
  private final Recording<RecordedRequest> requests = new Recording<>();
  private final Recording<RecordedRequest> unexpected = new Recording<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(HttpEndpoint::thread);
  private volatile BiConsumer<RecordedRequest, Reply> listener = (request, reply) -> {};
  private ServerSocket server;
  private int port;

  private HttpEndpoint(Listen listen, Responder responder) {
    this.listen = listen;
    this.responder = responder;
    this.tls = listen.tls().map(TlsIdentity::serverContext).orElse(null);
    this.http2 = listen.http2().map(Http2::new).orElse(null);
    this.port = listen.port();
  }

  public static HttpEndpoint start(Listen listen, Responder responder) {
    HttpEndpoint endpoint = new HttpEndpoint(listen, responder);
    endpoint.begin();
    return endpoint;
  }

  private synchronized void begin() {
    listens(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lab-http");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Listens again after {@link #down}, on the same port, which the closed socket keeps until the
   * thread that was blocked in its accept has left it.
   */
  public synchronized void up() {
    if (server != null) {
      return;
    }
    Instant end = Instant.now().plus(PORT_PATIENCE);
    try {
      while (!listens(Instant.now().isAfter(end))) Pause.of(Duration.ofMillis(10));
    } catch (InterruptedIOException stopped) {
      throw new UncheckedIOException(stopped);
    }
  }

  /** Whether the port could be had; one that must be and cannot is an error. */
  private boolean listens(boolean must) {
    try {
      accepting(bound());
      return true;
    } catch (IOException failure) {
      if (!must) return false;
      throw new UncheckedIOException(listen.host() + ":" + port, failure);
    }
  }

  private ServerSocket bound() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(listen.host()), port), 128);
      return socket;
    } catch (IOException failure) {
      closeQuietly(socket);
      throw failure;
    }
  }

  private void accepting(ServerSocket socket) {
    port = socket.getLocalPort();
    server = socket;
    threads.execute(() -> accept(socket));
  }

  /** Refuses connections, and resets those that are open. */
  public synchronized void down() {
    if (server != null) {
      closeQuietly(server);
      server = null;
    }
    open.forEach(Connection::abort);
  }

  @Override
  public void close() {
    down();
    threads.shutdownNow();
  }

  public String host() {
    return listen.host();
  }

  public synchronized int port() {
    return port;
  }

  /** Scheme, host and port, without a slash at the end. */
  public String url() {
    return (tls == null ? "http://" : "https://") + host() + ":" + port();
  }

  public List<RecordedRequest> requests() {
    return requests.all();
  }

  /** Requests whose path ends so. */
  public List<RecordedRequest> requests(String pathEnd) {
    return requests().stream().filter(request -> request.path().endsWith(pathEnd)).toList();
  }

  public Optional<RecordedRequest> awaitRequest(
      Predicate<? super RecordedRequest> fits, Duration patience) {
    return requests.await(fits, patience);
  }

  /** Requests that the real system has no answer for; a test should end with none. */
  public List<RecordedRequest> unexpected() {
    return unexpected.all();
  }

  public void forgetRequests() {
    requests.clear();
    unexpected.clear();
  }

  /**
   * Told of every answer of its own that was written to its end, before the next request is read.
   */
  public void whenAnswered(BiConsumer<RecordedRequest, Reply> other) {
    listener = other;
  }

  void answered(RecordedRequest request, Reply reply) {
    listener.accept(request, reply);
  }

  /** TCP connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** The most requests that were being answered at the same time. */
  public int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** Every request goes wrong in this way until {@link #heal}. */
  public void fail(Fault fault) {
    failOn("", fault);
  }

  /** The next request goes wrong. */
  public void failNext(Fault fault) {
    failNext(1, "", fault);
  }

  /** The next so many requests whose path contains this go wrong. */
  public void failNext(int times, String pathPart, Fault fault) {
    faults.add(pathPart, fault, times);
  }

  /** Requests whose path contains this go wrong until {@link #heal}. */
  public void failOn(String pathPart, Fault fault) {
    faults.add(pathPart, fault, -1);
  }

  /** Whether an order of this very fault has met no request yet. */
  public boolean unhit(Fault fault) {
    return faults.unhit(fault);
  }

  public void heal() {
    faults.clear();
  }

  /** The HTTP/2 side, where there is one. */
  public Http2 http2() {
    return Objects.requireNonNull(http2, "this endpoint speaks HTTP/1.1 only");
  }

  boolean speaksHttp2() {
    return http2 != null;
  }

  void serveHttp2(Socket client) throws IOException {
    http2.serve(client, threads);
  }

  Fault nextFault(String path) {
    return faults.next(path);
  }

  void record(RecordedRequest request) {
    requests.add(request);
  }

  Reply answer(RecordedRequest request) {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try {
      Reply reply = answerOrFail(request);
      if (reply.unexpected()) {
        unexpected.add(request);
      }
      return reply;
    } finally {
      atOnce.decrementAndGet();
    }
  }

  /** A stand-in that breaks must not look like a remote that is silent. */
  private Reply answerOrFail(RecordedRequest request) {
    try {
      return responder.answer(request);
    } catch (RuntimeException bug) {
      return Reply.text(500, "the stand-in failed: " + bug).asUnexpected();
    }
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        serve(socket, socket.accept());
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(ServerSocket socket, Socket client) throws IOException {
    client.setTcpNoDelay(true);
    Connection connection = new Connection(this, client, tls, connections.incrementAndGet());
    open.add(connection);
    if (socket.isClosed()) {
      connection.abort();
    }
    try {
      threads.execute(connection);
    } catch (RejectedExecutionException closing) {
      connection.abort();
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      return;
    }
  }
}
