package io.cvpfunctions.lab.http;

/** A server that answers every path alike, well or badly: the hostile remote of anybody's tests. */
public final class FaultyServer implements AutoCloseable {
  private final HttpEndpoint endpoint;

  private FaultyServer(HttpEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Plain HTTP on a free port; every request meets this fault. */
  public static FaultyServer that(Fault fault) {
    return start(Listen.anywhere(), fault);
  }

  public static FaultyServer start(Listen listen, Fault fault) {
    HttpEndpoint endpoint = HttpEndpoint.start(listen, request -> usual());
    endpoint.fail(fault);
    return new FaultyServer(endpoint);
  }

  private static Reply usual() {
    return Reply.of(200, "application/json", "{\"outcome\":\"done\"}");
  }

  public String url() {
    return endpoint.url();
  }

  public HttpEndpoint http() {
    return endpoint;
  }

  /** From now on this fault instead of the one before. */
  public void now(Fault fault) {
    endpoint.heal();
    endpoint.fail(fault);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
