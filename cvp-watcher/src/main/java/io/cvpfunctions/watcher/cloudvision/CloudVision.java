package io.cvpfunctions.watcher.cloudvision;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * A CloudVision cluster: asks the node that answered last, and the others in turn where it does
 * not.
 *
 * <p>What belongs together is asked of one node. Thread-safe.
 */
public final class CloudVision implements AutoCloseable {
  private final List<Node> nodes = new ArrayList<>();
  private int preferred;

  /** A cluster whose nodes share data and credentials, though not sessions. */
  public CloudVision(List<HttpUrl> nodes, Credentials credentials, Trust trust, Clock clock) {
    OkHttpClient client = trust.applyTo(new OkHttpClient());
    for (HttpUrl node : nodes) this.nodes.add(new Node(node, credentials, client, clock));
  }

  /**
   * Asks one node after the other until one answers.
   *
   * @throws CallFailedException the last node's, where none does
   */
  public synchronized <T> T ask(Function<Node, T> question) {
    CallFailedException last = null;
    for (int tried = 0; tried < nodes.size(); tried++) {
      int index = (preferred + tried) % nodes.size();
      try {
        T answer = question.apply(nodes.get(index));
        preferred = index;
        return answer;
      } catch (CallFailedException failed) {
        if (failed.kind() == Kind.BROKEN) nodes.get(index).forgetSession();
        last = failed;
      }
    }
    throw last;
  }

  /**
   * What it thinks of the credentials: with ended ones, lists and streams have been seen to lie.
   */
  public Standing standing() {
    try {
      return ask(Node::standing);
    } catch (CallFailedException failed) {
      return failed.kind() == Kind.OPERATOR ? Standing.REFUSED : Standing.UNKNOWN;
    }
  }

  /** The nodes, in the order given. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
  }

  @Override
  public String toString() {
    return "CloudVision at " + nodes;
  }
}
