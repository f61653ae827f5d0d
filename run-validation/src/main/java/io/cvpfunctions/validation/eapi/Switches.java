package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.PromptSockets;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Connects to switches: where that is allowed, with the right login, knowing whom it talks to. */
public final class Switches {
  private static final int HTTPS = 443;

  /** What all connections have alike. */
  private static final OkHttpClient BASE =
      SwitchIdentity.nobody()
          .appliedTo(new OkHttpClient.Builder())
          .proxy(Proxy.NO_PROXY)
          .protocols(List.of(Protocol.HTTP_1_1))
          .socketFactory(new PromptSockets())
          .build();

  private final Networks networks;
  private final SwitchTls tls;
  private final Logins logins;
  private final int port;

  private Switches(Networks networks, SwitchTls tls, Logins logins, int port) {
    this.networks = networks;
    this.tls = tls;
    this.logins = logins;
    this.port = port;
  }

  /** The switches that a function may be sent to by an event. */
  public static Switches from(Settings settings) {
    return from(settings, Networks.from(settings), Map.of());
  }

  /**
   * The switches of a list that a person has made, at any address.
   *
   * @param given secrets by name that are known already, and need not be mounted
   */
  public static Switches anywhere(Settings settings, Map<String, Secret> given) {
    return from(settings, Networks.anywhere(), given);
  }

  private static Switches from(Settings settings, Networks networks, Map<String, Secret> given) {
    int port = settings.number("eapi_port", HTTPS, 1, 65535);
    SwitchTls tls = SwitchTls.from(settings);
    return new Switches(networks, tls, Logins.from(settings, given), port);
  }

  /**
   * A session with the switch, which connects with its first question.
   *
   * @throws CallFailedException where its name has no address, or none that is allowed
   */
  public SwitchSession open(SwitchAddress address) {
    List<InetAddress> resolved = resolve(address);
    SwitchIdentity identity = tls.of(address.id());
    ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.MINUTES);
    OkHttpClient.Builder client =
        identity.appliedTo(BASE.newBuilder().dns(host -> resolved).connectionPool(pool));
    // With one address there is nothing to race for, and no need of a thread for each attempt.
    client.fastFallback(resolved.size() > 1);
    HttpRemote remote = HttpRemote.named(address.name(), client.build());
    HttpUrl url =
        new HttpUrl.Builder().scheme("https").host(address.host()).port(address.port(port)).build();
    Login login = logins.of(address.labels());
    EapiClient eapi = new EapiClient(remote, url, login, pool::evictAll);
    return new SwitchSession(address, eapi, login, identity);
  }

  /** The networks in which switches are connected to, as CIDR. */
  public List<String> networks() {
    return networks.written();
  }

  /** What is checked here is what is dialled: the name is not looked up again. */
  private List<InetAddress> resolve(SwitchAddress address) {
    try {
      List<InetAddress> all = List.of(InetAddress.getAllByName(address.host()));
      List<InetAddress> allowed = networks.allowed(all);
      if (!allowed.isEmpty()) return allowed;
      String detail =
          all.get(0).getHostAddress()
              + " is in none of eapi_allowed_networks: add its network there if it is a switch";
      throw CallFailedException.of(address.name(), Kind.REJECTED, detail);
    } catch (UnknownHostException unknown) {
      String detail = "the name " + address.host() + " cannot be resolved";
      throw CallFailedException.of(address.name(), Kind.NOT_SENT, detail, unknown);
    }
  }
}
