package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Makes the gateway's client for many calls at once, each of which is sent once only. */
public final class GatewayClient {
  private static final int IDLE_CONNECTIONS = 64;
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER = "Retry-After";

  private GatewayClient() {}

  /** A client of that gateway; it needs credentials to list functions. */
  public static Gateway of(URI address, Optional<String> user, Optional<Secret> password) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .addNetworkInterceptor(GatewayClient::withoutInvitation)
            .build();
    Gateway gateway = Gateway.at(address, client);
    if (user.isEmpty() || password.isEmpty()) return gateway;
    return gateway.withCredentials(user.get(), password.get());
  }

  /**
   * okhttp repeats a POST by itself when it is answered 503 with {@code Retry-After: 0}; an attempt
   * that nobody counts could overtake, or double, another.
   */
  private static Response withoutInvitation(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    boolean invited = response.code() == UNAVAILABLE && "0".equals(response.header(RETRY_AFTER));
    return invited ? response.newBuilder().removeHeader(RETRY_AFTER).build() : response;
  }
}
