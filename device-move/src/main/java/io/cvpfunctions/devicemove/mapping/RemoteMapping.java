package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mapping on a web server, asked for again every minute; the last good one is kept. Thread-safe.
 */
final class RemoteMapping implements Supplier<Mapping> {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteMapping.class);
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final HttpRemote http = HttpRemote.named("the server of mapping_url");
  private final URI url;
  private final Clock clock;
  private Mapping good;
  private String etag;
  private Instant askedAt = Instant.MIN;

  RemoteMapping(URI url, Clock clock) {
    this.url = url;
    this.clock = clock;
  }

  @Override
  public synchronized Mapping get() {
    Instant now = clock.instant();
    boolean fresh = good != null && now.isBefore(askedAt.plus(FRESH));
    if (fresh) return good;
    askedAt = now;
    ask();
    return good;
  }

  private void ask() {
    try {
      take(http.call(request(), LIMIT));
    } catch (CallFailedException failure) {
      if (good == null) throw failure;
      LOG.warn("the mapping stays as it was: {}", failure.getMessage());
    }
  }

  private Request request() {
    Request.Builder request = new Request.Builder().url(url.toString());
    if (etag != null) request.header("If-None-Match", etag);
    return request.build();
  }

  private void take(Answer answer) {
    if (answer.status() == 304 && good != null) return;
    if (!answer.ok()) throw wrong("it answers " + answer.status() + ": correct mapping_url");
    try {
      good = Mapping.parse(answer.text());
      etag = answer.header("ETag").orElse(null);
    } catch (MappingException wrong) {
      throw wrong("the mapping is wrong: " + wrong.getMessage());
    }
  }

  private CallFailedException wrong(String what) {
    return CallFailedException.of(http.name(), Kind.OPERATOR, what);
  }
}
