package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import io.grpc.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What the services of one node need to know of how it behaves, and the streams they opened. */
final class Wire {
  static final Context.Key<CallFault> FAULT = Context.keyWithDefault("fault", CallFault.NONE);

  /** A subscription: how to say a word without a value on it, and what its end leaves to do. */
  private record Open(IntFunction<Message> marker, Runnable close) {}

  private final Map<Stream, Open> open = new ConcurrentHashMap<>();
  private final BooleanSupplier partly;

  Wire(BooleanSupplier partly) {
    this.partly = partly;
  }

  static CallFault fault() {
    return FAULT.get();
  }

  /** Whether the call now being answered gets an empty snapshot. */
  boolean empty() {
    return fault().empty();
  }

  /** Whether a change is told by what differs only. */
  boolean partly() {
    return partly.getAsBoolean();
  }

  void opened(Stream stream, IntFunction<Message> marker, Runnable close) {
    open.put(stream, new Open(marker, close));
  }

  void closed(Stream stream) {
    Open ended = open.remove(stream);
    if (ended != null) ended.close().run();
    stream.gone();
  }

  void each(Consumer<Stream> what) {
    open.keySet().forEach(what);
  }

  void mark(int operation) {
    open.forEach((stream, how) -> stream.send(how.marker().apply(operation)));
  }

  int streams() {
    return open.size();
  }
}
