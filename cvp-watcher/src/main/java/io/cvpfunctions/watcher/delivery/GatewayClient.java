package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.PromptSockets;
import io.cvpfunctions.remote.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Makes the gateway's client for many calls at once. */
public final class GatewayClient {
  private static final int IDLE_CONNECTIONS = 64;

  private GatewayClient() {}

  /** A client of that gateway; it needs credentials to list functions. */
  public static Gateway of(URI address, Optional<String> user, Optional<Secret> password) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .build();
    Gateway gateway = Gateway.at(address, client);
    if (user.isEmpty() || password.isEmpty()) return gateway;
    return gateway.withCredentials(user.get(), password.get());
  }
}
