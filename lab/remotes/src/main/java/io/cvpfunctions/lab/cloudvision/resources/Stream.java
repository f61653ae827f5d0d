package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;

/** One answer under way, with the fault that was ordered for it. Thread-safe. */
final class Stream {
  private final ServerCallStreamObserver<Message> out;
  private final CallFault fault;
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean silent;
  private boolean ended;
  private int sent;

  Stream(ServerCallStreamObserver<Message> out, CallFault fault) {
    this.out = out;
    this.fault = fault;
    this.silent = fault.silences(0);
  }

  /** Goes out now, or when the silence ends; after the end it goes nowhere. */
  synchronized void send(Message message) {
    if (silent) {
      held.add(() -> send(message));
      return;
    }
    if (ended) return;
    out.onNext(message);
    sent++;
    if (fault.silences(sent)) silent = true;
    if (fault.ends(sent)) end(fault.status());
  }

  synchronized void end(Status status) {
    if (silent && status.isOk()) {
      held.add(() -> end(status));
      return;
    }
    if (ended) return;
    ended = true;
    if (status.isOk()) {
      out.onCompleted();
    } else {
      out.onError(status.asRuntimeException());
    }
  }

  synchronized void fallSilent() {
    silent = true;
  }

  synchronized void speak() {
    silent = false;
    while (!held.isEmpty()) held.remove().run();
  }

  /** The client has gone. */
  synchronized void gone() {
    ended = true;
  }
}
