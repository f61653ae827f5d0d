package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the mapping comes from: {@code mapping_url}, the secret {@code mapping.yml}, or the file
 * that ships with the function. Thread-safe.
 */
public final class MappingSource {
  private static final String NAME = "mapping.yml";

  private MappingSource() {}

  /** Reads the mapping at once, unless it is elsewhere; notes everything that is wrong with it. */
  public static Supplier<Mapping> from(Settings settings) {
    Optional<URI> url = settings.url("mapping_url");
    if (url.isPresent()) return new Remote(url.get());
    Optional<Secret> mounted = settings.optionalSecret(NAME);
    String yaml = mounted.map(Secret::reveal).orElseGet(MappingSource::shipped);
    try {
      Mapping mapping = Mapping.parse(yaml);
      return () -> mapping;
    } catch (MappingException wrong) {
      wrong.problems().forEach(problem -> settings.problem(NAME + ": " + problem));
      return () -> Mapping.NONE;
    }
  }

  static String shipped() {
    try (InputStream in = MappingSource.class.getResourceAsStream("/" + NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A mapping on a web server, asked for again every minute; the last good one is kept. */
  private static final class Remote implements Supplier<Mapping> {
    private static final Logger LOG = LoggerFactory.getLogger(MappingSource.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final HttpRemote http = HttpRemote.named("the server of mapping_url");
    private final URI url;
    private Mapping good;
    private String etag;
    private long askedAt;

    Remote(URI url) {
      this.url = url;
    }

    @Override
    public synchronized Mapping get() {
      boolean fresh = good != null && System.nanoTime() - askedAt < FRESH.toNanos();
      if (!fresh) ask();
      return good;
    }

    private void ask() {
      askedAt = System.nanoTime();
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
}
