package io.cvpfunctions.devicemove.rest;

import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Where a CMDB's server is, and whom to trust to be it. */
public final class RestSettings {
  private final HttpUrl url;
  private final Supplier<OkHttpClient> client;

  private RestSettings(HttpUrl url, Supplier<OkHttpClient> client) {
    this.url = url;
    this.client = client;
  }

  /** Reads {@code cmdb_url} and {@code cmdb_ca_file}. */
  public static RestSettings from(Settings settings, String example) {
    settings.requiredText("cmdb_url", "say where the CMDB is, such as " + example);
    Optional<URI> url = settings.url("cmdb_url");
    Optional<String> file = settings.optionalText("cmdb_ca_file");
    TrustedAuthority authority = file.map(path -> read(settings, path)).orElse(null);
    HttpUrl base = url.map(URI::toString).map(HttpUrl::parse).orElse(null);
    return new RestSettings(base, () -> client(authority));
  }

  private static TrustedAuthority read(Settings settings, String path) {
    try {
      return TrustedAuthority.ofFile(Path.of(path));
    } catch (IllegalArgumentException wrong) {
      settings.problem("cmdb_ca_file=" + path + " " + wrong.getMessage());
      return null;
    }
  }

  private static OkHttpClient client(TrustedAuthority authority) {
    OkHttpClient.Builder builder = new OkHttpClient.Builder().dispatcher(new Dispatcher());
    if (authority != null) authority.trust(builder);
    return builder.build();
  }

  /** Null where the setting is missing or wrong. */
  public HttpUrl url() {
    return url;
  }

  public HttpRemote remote(String name) {
    return HttpRemote.named(name, client.get());
  }
}
