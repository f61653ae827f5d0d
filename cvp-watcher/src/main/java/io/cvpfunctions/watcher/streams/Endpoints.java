package io.cvpfunctions.watcher.streams;

import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.cloudvision.Trust;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Remembers which host and port served gRPC last, and which to try next. Thread-safe.
 *
 * <p>Up to 2021.2 it is port 8443, then the port of HTTPS (facts: CloudVision 0): both are tried at
 * every node until one answers, and all of them again once none does any more. Where gRPC has been
 * spoken, trouble with one question is no reason to look for it at another port.
 */
final class Endpoints implements AutoCloseable {
  /** Where releases up to 2021.2 serve gRPC. */
  static final int OLD_PORT = 8443;

  private final Trust trust;
  private final KeepAlive keepAlive;
  private final List<Endpoint> all = new ArrayList<>();
  private final Set<Endpoint> served = new HashSet<>();
  private int current;
  private int failed;
  private boolean reached;
  private boolean redirected;

  Endpoints(List<Node> nodes, Optional<Integer> port, Trust trust, KeepAlive keepAlive) {
    this.trust = trust;
    this.keepAlive = keepAlive;
    for (Node node : nodes) add(node, node.host(), port.orElse(node.port()));
    if (port.isPresent()) return;
    for (Node node : nodes) add(node, node.host(), OLD_PORT);
  }

  private void add(Node node, String host, int port) {
    boolean there = all.stream().anyMatch(each -> each.toString().equals(host + ":" + port));
    if (!there) all.add(new Endpoint(node, host, port, trust, keepAlive));
  }

  synchronized Endpoint current() {
    return all.get(current);
  }

  /** Somebody there speaks gRPC. */
  synchronized void answered(Endpoint endpoint) {
    if (redirected && all.get(current) != endpoint) return;
    failed = 0;
    reached = true;
    served.add(endpoint);
    current = Math.max(0, all.indexOf(endpoint));
  }

  /** Nobody there does; the next question goes elsewhere, first to the same port of other nodes. */
  synchronized void failed(Endpoint endpoint) {
    if (all.get(current) != endpoint) return;
    failed++;
    reached &= failed < all.size();
    current = (current + 1) % all.size();
  }

  /** Something broke there: another node may do better; another port only where none has spoken. */
  synchronized void broken(Endpoint endpoint) {
    if (served.contains(endpoint)) silent(endpoint);
    else failed(endpoint);
  }

  /** Nothing came from there: it is another node's turn, at the port that is alike. */
  synchronized void silent(Endpoint endpoint) {
    if (redirected || all.get(current) != endpoint) return;
    IntStream.range(1, all.size())
        .map(next -> (current + next) % all.size())
        .filter(next -> all.get(next).alike(endpoint))
        .findFirst()
        .ifPresent(next -> current = next);
  }

  /** Whether one has answered, and not all have failed since. */
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
