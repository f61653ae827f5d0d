package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.validation.source.CatalogException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Catalogs fetched from an address that is made of what is known of the device.
 *
 * <p>Each is asked for with its ETag every time, so that a change counts at once. The last good one
 * is kept for when the host does not answer; the name it then goes by in reports says how old it
 * is. Thread-safe.
 */
final class RemoteCatalogs {
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** More catalogs than this are asked for anew; a device needs but one. */
  private static final int KEPT = 256;

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final HttpRemote http;
  private final Optional<Secret> token;
  private final Clock clock;
  private final Map<HttpUrl, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HttpUrl, Kept> eldest) {
          return size() > KEPT;
        }
      };

  /** One address of each host that catalogs come from. */
  private final Map<String, HttpUrl> hosts = new LinkedHashMap<>();

  RemoteCatalogs(HttpRemote http, Optional<Secret> token, Clock clock) {
    this.http = http;
    this.token = token;
    this.clock = clock;
  }

  /** The supply of catalogs from addresses of that form. */
  CatalogRule.Supply at(UrlTemplate template) {
    HttpUrl sample = template.sample();
    hosts.putIfAbsent(sample.host(), sample);
    return (device, budget) -> template.render(device).flatMap(url -> find(url, budget));
  }

  /** Asks each host for a catalog that it may well not have: what counts is that it answers. */
  void check(Checkup checkup, Budget budget) {
    hosts.forEach(
        (host, sample) ->
            checkup.attempt(
                "catalog_url",
                "Let the function reach the host, and see catalog_url and catalog-token.",
                () -> look(sample, budget)));
  }

  private String look(HttpUrl sample, Budget budget) {
    int status = http.call(request(sample, null), budget.atMost(LONGEST)).status();
    boolean known = status < 300 || status == NOT_FOUND || status == GONE;
    if (!known) throw refused(sample, status);
    return sample.host() + " answers";
  }

  private Optional<Catalog> find(HttpUrl url, Budget budget) {
    Kept before = recall(url);
    try {
      return fetched(url, before, http.call(request(url, before), budget.atMost(LONGEST)));
    } catch (CallFailedException failure) {
      if (before == null) throw failure;
      return Optional.of(before.aged(failure.getMessage(), clock.instant()));
    }
  }

  private Request request(HttpUrl url, Kept before) {
    Request.Builder request = new Request.Builder().url(url);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    if (before != null && before.tag != null) request.header("If-None-Match", before.tag);
    return request.build();
  }

  private Optional<Catalog> fetched(HttpUrl url, Kept before, Answer answer) {
    int status = answer.status();
    if (status == NOT_MODIFIED && before != null) return Optional.of(keep(url, before.now(clock)));
    if (status == NOT_FOUND || status == GONE) {
      forget(url);
      return Optional.empty();
    }
    if (!answer.ok()) throw refused(url, status);
    Catalog catalog = read(url, answer.body());
    String tag = answer.header("ETag").orElse(null);
    return Optional.of(keep(url, new Kept(catalog, tag, clock.instant())));
  }

  private static CallFailedException refused(HttpUrl url, int status) {
    boolean token = status == UNAUTHORIZED || status == FORBIDDEN;
    String advice = token ? ": see the secret catalog-token" : "";
    Kind kind = status >= 500 ? Kind.BROKEN : Kind.OPERATOR;
    return CallFailedException.of(
        url.host(), kind, "status " + status + " for " + name(url) + advice);
  }

  /** An older catalog is not what is wanted any more, even where its successor is wrong. */
  private Catalog read(HttpUrl url, byte[] text) {
    try {
      return CatalogReader.read(name(url), text);
    } catch (CatalogException wrong) {
      forget(url);
      throw new SettingsException(wrong.problemsOf(name(url)));
    }
  }

  /** Without the query, in which some put a token. */
  private static String name(HttpUrl url) {
    return url.host() + url.encodedPath();
  }

  private synchronized Kept recall(HttpUrl url) {
    return kept.get(url);
  }

  private synchronized Catalog keep(HttpUrl url, Kept fetched) {
    kept.put(url, fetched);
    return fetched.catalog;
  }

  private synchronized void forget(HttpUrl url) {
    kept.remove(url);
  }

  /** A catalog as it was when its host last vouched for it. */
  private static final class Kept {
    private final Catalog catalog;
    private final String tag;
    private final Instant at;

    private Kept(Catalog catalog, String tag, Instant at) {
      this.catalog = catalog;
      this.tag = tag;
      this.at = at;
    }

    private Kept now(Clock clock) {
      return new Kept(catalog, tag, clock.instant());
    }

    private Catalog aged(String why, Instant now) {
      long minutes = Duration.between(at, now).toMinutes();
      return catalog.named(catalog.name() + " as it was " + minutes + " minutes ago, since " + why);
    }
  }
}
