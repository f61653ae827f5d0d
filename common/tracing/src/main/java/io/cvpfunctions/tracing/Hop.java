package io.cvpfunctions.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;

/**
 * One stretch of a trace while it lasts, for the thread that began it: what that thread begins
 * meanwhile belongs to it. Where nobody collects it does nothing.
 */
public final class Hop implements AutoCloseable {
  private static final int ERROR = 400;
  private static final int OUR_ERROR = 500;

  private final Span span;
  private final SpanKind kind;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // It is closed with the hop.
  private Hop(Span span, SpanKind kind) {
    this.kind = kind;
    this.span = span;
    this.scope = span.makeCurrent();
  }

  private static Hop of(String name, SpanKind kind, Context parent) {
    return new Hop(builder(name, kind, parent).startSpan(), kind);
  }

  private static SpanBuilder builder(String name, SpanKind kind, Context parent) {
    return Tracing.tracer().spanBuilder(name).setSpanKind(kind).setParent(parent);
  }

  /** A new trace begins. */
  public static Hop origin(String name) {
    return of(name, SpanKind.INTERNAL, Context.root());
  }

  /**
   * It goes on with what was stored of it, in the form of the header {@code traceparent}; of
   * several the first, which it links to the others.
   */
  public static Hop delivery(String name, List<String> origins) {
    SpanBuilder span = builder(name, SpanKind.PRODUCER, context(origins.get(0)));
    origins.stream().skip(1).map(Hop::parsed).forEach(span::addLink);
    return new Hop(span.startSpan(), SpanKind.PRODUCER);
  }

  /** A request is answered; it belongs to whoever sent that header, if it is one. */
  public static Hop server(String name, String traceparent) {
    return of(name, SpanKind.SERVER, context(traceparent));
  }

  /** Another system is called, for what this thread is at; what belongs to nothing is not told. */
  public static Hop client(String name) {
    boolean belongs = Span.current().getSpanContext().isValid();
    return belongs
        ? of(name, SpanKind.CLIENT, Context.current())
        : new Hop(Span.getInvalid(), SpanKind.CLIENT);
  }

  private static Context context(String traceparent) {
    return Context.root().with(Span.wrap(parsed(traceparent)));
  }

  private static SpanContext parsed(String traceparent) {
    if (!Traceparent.isValid(traceparent)) return SpanContext.getInvalid();
    String[] parts = traceparent.split("-", -1);
    return SpanContext.createFromRemoteParent(
        parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
  }

  /** Something to find it by; never a body, a path or a secret. */
  public Hop with(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  /** How it was answered; a client's hop fails with any error, a server's with an error of ours. */
  public Hop status(int status) {
    span.setAttribute("http.response.status_code", (long) status);
    if (status >= (kind == SpanKind.CLIENT ? ERROR : OUR_ERROR)) failed(Integer.toString(status));
    return this;
  }

  /** It failed, in a way that has a short name. */
  public Hop failed(String error) {
    span.setAttribute("error.type", error);
    span.setStatus(StatusCode.ERROR);
    return this;
  }

  /** The header that says that a request belongs to it; {@code otherwise} where nobody collects. */
  public String traceparent(String otherwise) {
    SpanContext context = span.getSpanContext();
    if (!Tracing.on() || !context.isValid()) return otherwise;
    return Traceparent.of(context.getTraceId(), context.getSpanId(), context.isSampled());
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
