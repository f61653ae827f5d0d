package io.cvpfunctions.watcher.streams;

import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers which host and port served gRPC last, and which to try next. Thread-safe.
 *
 * <p>Up to 2021.2 it is port 8443, then the port of HTTPS (facts: CloudVision 0): both are tried at
 * every node until one answers, and all of them again once none does any more.
 */
final class Endpoints implements AutoCloseable {
  private static final int OLD_PORT = 8443;

  private final Trust trust;
  private final List<Endpoint> all = new ArrayList<>();
  private int current;
  private int failed;
  private boolean reached;
  private boolean redirected;

  Endpoints(List<Node> nodes, Optional<Integer> port, Trust trust) {
    this.trust = trust;
    for (Node node : nodes) add(node, node.host(), port.orElse(node.port()));
    if (port.isPresent()) return;
    for (Node node : nodes) add(node, node.host(), OLD_PORT);
  }

  private void add(Node node, String host, int port) {
    boolean there = all.stream().anyMatch(each -> each.toString().equals(host + ":" + port));
    if (!there) all.add(new Endpoint(node, host, port, trust));
  }

  synchronized Endpoint current() {
    return all.get(current);
  }

  /** Somebody there speaks gRPC. */
  synchronized void answered(Endpoint endpoint) {
    if (redirected && all.get(current) != endpoint) return;
    failed = 0;
    reached = true;
    current = Math.max(0, all.indexOf(endpoint));
  }

  /** Nobody there does; the next question goes elsewhere, first to the same port of other nodes. */
  synchronized void failed(Endpoint endpoint) {
    if (all.get(current) != endpoint) return;
    failed++;
    reached = false;
    current = (current + 1) % all.size();
  }

  /** Whether the last question was answered. */
  synchronized boolean reached() {
    return reached;
  }

  /** Whether there is one that was not tried since the last that answered. */
  synchronized boolean untried() {
    return failed > 0 && failed < all.size();
  }

  /** From now on all goes there: a tenant's region is elsewhere. */
  synchronized Endpoint redirect(Endpoint from, String host, int port) {
    add(from.node(), host, port);
    Endpoint to =
        all.stream().filter(e -> e.toString().equals(host + ":" + port)).findFirst().orElseThrow();
    redirected = false;
    answered(to);
    redirected = true;
    return to;
  }

  synchronized String describe() {
    return String.join(", ", all.stream().map(Endpoint::toString).toList());
  }

  @Override
  public synchronized void close() {
    all.forEach(Endpoint::close);
  }
}
