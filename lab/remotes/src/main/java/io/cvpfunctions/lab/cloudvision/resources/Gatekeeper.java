package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import io.cvpfunctions.lab.http.Recording;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Instant;
import java.util.Optional;

/** Lets calls in, refuses them, or spoils them, and writes down which came. */
final class Gatekeeper implements ServerInterceptor {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Status REFUSED =
      Status.UNAUTHENTICATED.withDescription("authentication failed");

  private final Access access;
  private final CallFaults faults;
  private final Recording<ResourceCall> calls;

  Gatekeeper(Access access, CallFaults faults, Recording<ResourceCall> calls) {
    this.access = access;
    this.faults = faults;
    this.calls = calls;
  }

  @Override
  public <I, O> ServerCall.Listener<I> interceptCall(
      ServerCall<I, O> call, Metadata headers, ServerCallHandler<I, O> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    boolean known = access.accepts(token(headers));
    CallFault fault = faults.next(method);
    Optional<Status> refusal = fault.refusal();
    if (!known) {
      fault = CallFault.emptySnapshot();
      boolean silent = access.isSilent() && !method.contains("/Set");
      refusal = silent ? Optional.empty() : Optional.of(REFUSED);
    }
    if (refusal.isPresent()) return refuse(call, refusal.get());
    Context context = Context.current().withValue(Wire.FAULT, fault);
    return recording(method, Contexts.interceptCall(context, call, headers, next));
  }

  private static String token(Metadata headers) {
    String value = Optional.ofNullable(headers.get(AUTHORIZATION)).orElse("");
    return value.regionMatches(true, 0, "Bearer ", 0, 7) ? value.substring(7).strip() : "";
  }

  /** Not before the request has come, so that it can be written down. */
  private <I, O> ServerCall.Listener<I> refuse(ServerCall<I, O> call, Status status) {
    call.request(1);
    ServerCall.Listener<I> refusing =
        new ServerCall.Listener<I>() {
          @Override
          public void onHalfClose() {
            call.close(status, new Metadata());
          }
        };
    return recording(call.getMethodDescriptor().getFullMethodName(), refusing);
  }

  private <I> ServerCall.Listener<I> recording(String method, ServerCall.Listener<I> listener) {
    return new SimpleForwardingServerCallListener<I>(listener) {
      @Override
      public void onMessage(I message) {
        calls.add(new ResourceCall(method, (Message) message, Instant.now()));
        super.onMessage(message);
      }
    };
  }
}
