package io.cvpfunctions.watcher.streams;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One subscription while it lasts. Messages wait here until they are taken, and no more are asked
 * for than may wait, so a flood stays at the server. Thread-safe.
 */
public final class OpenStream<M> implements AutoCloseable {
  private static final int WINDOW = 250;

  private final ClientCall<?, M> call;
  private final Endpoint endpoint;
  private final Runnable arrived;
  private final Queue<M> waiting = new ConcurrentLinkedQueue<>();
  private volatile Status end;
  private volatile boolean answered;

  private OpenStream(ClientCall<?, M> call, Endpoint endpoint, Runnable arrived) {
    this.call = call;
    this.endpoint = endpoint;
    this.arrived = arrived;
  }

  static <Q, M> OpenStream<M> start(
      ClientCall<Q, M> call, Metadata headers, Q request, Endpoint endpoint, Runnable arrived) {
    OpenStream<M> stream = new OpenStream<>(call, endpoint, arrived);
    call.start(stream.new Arrivals(), headers);
    call.request(WINDOW);
    call.sendMessage(request);
    call.halfClose();
    return stream;
  }

  /** What has arrived and was not taken yet, oldest first, at most that many. */
  public List<M> take(int most) {
    List<M> taken = new ArrayList<>();
    take(most, () -> true, taken::add);
    return taken;
  }

  /**
   * Hands on what has arrived, oldest first, at most that many, and none after it is not wanted any
   * more; says how many. What is not wanted stays, and the end after it.
   */
  public int take(int most, BooleanSupplier wanted, Consumer<M> consumer) {
    int taken = 0;
    try {
      while (taken < most && wanted.getAsBoolean()) {
        M message = waiting.poll();
        if (message == null) break;
        taken++;
        consumer.accept(message);
      }
      return taken;
    } finally {
      if (taken > 0) call.request(taken);
    }
  }

  /** How it ended, once everything that arrived before was taken. */
  public Optional<StreamEnd> end() {
    Status ended = end;
    return ended == null || !waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(StreamEnd.of(ended));
  }

  /** Whether a server has taken the subscription. */
  public boolean answered() {
    return answered;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    call.cancel("no longer wanted", null);
  }

  @Override
  public String toString() {
    return endpoint.toString();
  }

  private final class Arrivals extends ClientCall.Listener<M> {
    @Override
    public void onHeaders(Metadata headers) {
      answered = true;
      arrived.run();
    }

    @Override
    public void onMessage(M message) {
      answered = true;
      waiting.add(message);
      arrived.run();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end = status;
      arrived.run();
    }
  }
}
