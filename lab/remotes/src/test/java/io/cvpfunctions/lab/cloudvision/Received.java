package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.http.Recording;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What came on a stream so far, and how it ended. */
final class Received<T> implements StreamObserver<T> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Recording<T> messages = new Recording<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public void onNext(T message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  /** The messages, once there are this many. */
  List<T> first(int count) {
    assertThat(messages.awaitSize(count, PATIENCE)).as("%s of %s", all(), count).isTrue();
    return all().subList(0, count);
  }

  Optional<T> await(Predicate<T> fits) {
    return messages.await(fits, PATIENCE);
  }

  List<T> all() {
    return messages.all();
  }

  boolean ended() {
    return end.isDone();
  }

  Status end() throws Exception {
    return end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
