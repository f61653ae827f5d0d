package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.TlsAuthority;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be chosen of a CloudVision cluster before its start. */
public final class CloudVisionBuilder {
  private final Map<String, String> users = new LinkedHashMap<>(Map.of("cvpadmin", "arista"));
  private Generation generation = Generation.V2021_3;
  private MembershipChange membershipChange = MembershipChange.AT_SAVE;
  private TlsAuthority authority = TlsAuthority.named("CloudVision lab CA");
  private Listen listen = Listen.anywhere();
  private Optional<GrpcPort> grpc = Optional.empty();
  private int ownGrpcPort;
  private boolean cookiesRequired;

  CloudVisionBuilder() {}

  public CloudVisionBuilder generation(Generation chosen) {
    generation = chosen;
    return this;
  }

  public CloudVisionBuilder user(String name, String password) {
    users.put(name, password);
    return this;
  }

  public CloudVisionBuilder membershipChanges(MembershipChange moment) {
    membershipChange = moment;
    return this;
  }

  public CloudVisionBuilder authority(TlsAuthority chosen) {
    authority = chosen;
    return this;
  }

  public CloudVisionBuilder listen(String host, int port) {
    listen = Listen.anywhere().on(host).port(port);
    return this;
  }

  /** Elsewhere than where the generation has it. */
  public CloudVisionBuilder grpc(GrpcPort chosen) {
    grpc = Optional.of(chosen);
    return this;
  }

  /** On a port of their own, of that number, as 8443 up to 2021.2. */
  public CloudVisionBuilder grpcPort(int number) {
    ownGrpcPort = number;
    return grpc(GrpcPort.OWN);
  }

  /** A session counts only if every cookie of the login comes back. */
  public CloudVisionBuilder cookiesRequired() {
    cookiesRequired = true;
    return this;
  }

  /** Starts it, with one node. */
  public CloudVisionSimulator start() {
    return new CloudVisionSimulator(this);
  }

  Settings settings() {
    GrpcPort port = grpc.orElse(generation.grpcPort());
    Settings settings = new Settings(generation, cookiesRequired, port, ownGrpcPort);
    settings.users().putAll(users);
    return settings;
  }

  Inventory inventory() {
    return new Inventory(new ContainerKeys(generation), membershipChange);
  }

  TlsAuthority authority() {
    return authority;
  }

  Listen listen() {
    return listen;
  }
}
