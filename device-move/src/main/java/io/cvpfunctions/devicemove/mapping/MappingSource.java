package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

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
    if (url.isPresent()) return new RemoteMapping(url.get(), Clock.systemUTC());
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
}
