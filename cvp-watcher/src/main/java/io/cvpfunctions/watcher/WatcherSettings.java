package io.cvpfunctions.watcher;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.delivery.Patience;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.sources.Severity;
import io.cvpfunctions.watcher.state.StateAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** All that a running watcher is told at its start, checked. */
public record WatcherSettings(
    CloudVisionSettings cloudVision,
    GatewaySettings gateway,
    StateSettings state,
    DeliverySettings delivery,
    InetSocketAddress listen) {
  /** Where CloudVision is, and how to look at it. */
  public record CloudVisionSettings(
      List<HttpUrl> nodes,
      Credentials credentials,
      Trust trust,
      Duration pollInterval,
      Rules rules,
      ContainerLimit limit,
      SourceSettings sources) {
    /** What events say they come from. */
    public URI source() {
      return source(nodes);
    }

    /** The same, of those nodes: the first one counts. */
    public static URI source(List<HttpUrl> nodes) {
      String host = nodes.get(0).host();
      return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host));
    }
  }

  /**
   * Which ways there are of looking at CloudVision.
   *
   * @param auto whether what is not offered is not missed
   * @param grpcPort empty where it is to be found
   * @param minSeverity empty for every event
   */
  public record SourceSettings(
      boolean auto,
      Set<String> enabled,
      Optional<Integer> grpcPort,
      List<String> tagLabels,
      Optional<Severity> minSeverity,
      Duration settleTimeout,
      boolean subtree) {}

  /** Where the gateway is, and how often to ask it which functions there are. */
  public record GatewaySettings(
      URI address,
      Optional<String> user,
      Optional<Secret> password,
      Duration topicsInterval,
      Duration topicsGrace) {}

  /** Where the state is, and how long what was delivered stays in it. */
  public record StateSettings(StateAddress address, Duration retention) {}

  /** How events are sent, and when to give up on one. */
  public record DeliverySettings(
      Optional<Secret> payloadSecret,
      Patience patience,
      Duration attemptTimeout,
      Duration settleTimeout) {}
}
