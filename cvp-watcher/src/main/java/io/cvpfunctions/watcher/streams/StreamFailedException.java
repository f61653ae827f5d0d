package io.cvpfunctions.watcher.streams;

/** A question to a gRPC service had no good answer; the end says why. */
public final class StreamFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient StreamEnd end;

  StreamFailedException(StreamEnd end) {
    super("CloudVision: " + end.detail());
    this.end = end;
  }

  /** How it ended. */
  public StreamEnd end() {
    return end;
  }
}
