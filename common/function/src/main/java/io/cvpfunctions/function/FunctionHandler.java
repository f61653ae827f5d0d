package io.cvpfunctions.function;

import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.remote.Invocation;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.tracing.Hop;
import io.cvpfunctions.tracing.Traceparent;
import io.cvpfunctions.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function's {@code Handler} hands every request to: all that the functions promise alike.
 * Thread-safe.
 *
 * <p>Nothing escapes {@link #handle}: whatever goes wrong is answered as a problem and logged once.
 */
public final class FunctionHandler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionHandler.class);
  private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
  private static final Pattern PLAIN = Pattern.compile("[!-~]{1,128}");

  private final String name;
  private final Function<Settings, EventFunction> factory;
  private final Supplier<Settings> settings;
  private final Clock clock;

  private volatile Started started;
  private SettingsException wrong;
  private Instant lastStart = Instant.EPOCH;

  private FunctionHandler(
      String name,
      Function<Settings, EventFunction> factory,
      Supplier<Settings> settings,
      Clock clock) {
    this.name = name;
    this.factory = factory;
    this.settings = settings;
    this.clock = clock;
  }

  /** Starts a function with the settings of this process, or says what is wrong with them. */
  public static FunctionHandler start(String name, Function<Settings, EventFunction> factory) {
    Tracing.start(name);
    return start(name, factory, Settings::ofProcess, Clock.systemUTC());
  }

  /** The same with settings and a clock from elsewhere, for tests. */
  public static FunctionHandler start(
      String name,
      Function<Settings, EventFunction> factory,
      Supplier<Settings> settings,
      Clock clock) {
    FunctionHandler handler = new FunctionHandler(name, factory, settings, clock);
    handler.tryToStart();
    return handler;
  }

  /** Answers one request. */
  public IResponse handle(IRequest received) {
    long begin = System.nanoTime();
    FunctionRequest request = FunctionRequest.of(received);
    String callId = callId(request.header(Invocation.CALL_ID));
    String traceparent = request.header(Traceparent.NAME);
    OutcomeLog log = new OutcomeLog(name, callId, traceparent);
    Reply reply = answer(request, callId, traceparent, log);
    log.write(reply, Duration.ofNanos(System.nanoTime() - begin));
    return reply.with(Invocation.CALL_ID, callId).toResponse();
  }

  private Reply answer(FunctionRequest request, String callId, String traceparent, OutcomeLog log) {
    try (Hop hop = Hop.server(name, traceparent).with("call.id", callId)) {
      Reply reply = answer(request, callId, log);
      hop.status(reply.status());
      return reply;
    }
  }

  private Reply answer(FunctionRequest request, String callId, OutcomeLog log) {
    try {
      return new Answering(name, started(), request, callId, log).answer();
    } catch (Throwable failure) {
      return Reply.problem(Problem.thrown(failure), name, callId);
    }
  }

  /** It goes into headers and logs, so that only what is short and plain is taken over. */
  private static String callId(String header) {
    return PLAIN.matcher(header).matches() ? header : UUID.randomUUID().toString();
  }

  /** A secret mounted later mends a function without a restart. */
  private Started started() {
    if (started == null) tryToStart();
    Started now = started;
    if (now != null) return now;
    synchronized (this) {
      throw wrong;
    }
  }

  private synchronized void tryToStart() {
    Instant now = clock.instant();
    if (started != null || now.isBefore(lastStart.plus(BETWEEN_STARTS))) return;
    lastStart = now;
    try {
      started = Started.from(name, factory, settings.get(), clock);
      LOG.atInfo().addKeyValue("settings", started.settings()).log("{} is set up", name);
    } catch (SettingsException problems) {
      boolean known = wrong != null && wrong.problems().equals(problems.problems());
      wrong = problems;
      if (known) return;
      LOG.error("{} cannot work until its settings are mended: {}", name, problems.getMessage());
    }
  }

  /** Gives back what the function holds; call it after the last request. */
  @Override
  public void close() {
    Started now = started;
    if (now != null) {
      now.function().close();
      now.chain().close();
    }
    Tracing.end();
  }
}
