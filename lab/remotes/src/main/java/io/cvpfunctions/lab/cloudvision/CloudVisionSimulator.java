package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.cloudvision.resources.ResourceApi;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A CloudVision cluster over HTTPS with an authority of its own: REST login and inventory of the
 * chosen generation, and the verbs a person has in the user interface. All nodes share one state.
 */
public final class CloudVisionSimulator implements AutoCloseable {
  private final Settings settings;
  private final Inventory inventory;
  private final Resources resources;
  private final Tokens tokens = new Tokens();
  private final TlsAuthority authority;
  private final TlsIdentity identity;
  private final List<Node> nodes = new ArrayList<>();

  CloudVisionSimulator(CloudVisionBuilder builder) {
    settings = builder.settings();
    inventory = builder.inventory();
    resources = new Resources(inventory);
    authority = builder.authority();
    identity = authority.issue("localhost", "127.0.0.1", builder.listen().host());
    nodes.add(new Node(builder.listen().tls(identity), settings, inventory, tokens, resources));
  }

  /** One node of 2021.3 on a free port; user {@code cvpadmin}, password {@code arista}. */
  public static CloudVisionSimulator start() {
    return builder().start();
  }

  public static CloudVisionBuilder builder() {
    return new CloudVisionBuilder();
  }

  @Override
  public void close() {
    nodes().forEach(Node::close);
  }

  // Nodes

  /** One more node, on a free port of 127.0.0.1. */
  public Node addNode() {
    Node node = new Node(Listen.anywhere().tls(identity), settings, inventory, tokens, resources);
    synchronized (nodes) {
      nodes.add(node);
    }
    return node;
  }

  /** The first node. */
  public Node node() {
    return node(0);
  }

  public Node node(int index) {
    return nodes().get(index);
  }

  public List<Node> nodes() {
    synchronized (nodes) {
      return List.copyOf(nodes);
    }
  }

  public String url() {
    return node().url();
  }

  /** All nodes as {@code host:port,host:port}. */
  public String addresses() {
    return nodes().stream().map(Node::address).collect(Collectors.joining(","));
  }

  public String caPem() {
    return authority.pem();
  }

  /** SHA-256 of the certificate all nodes show. */
  public String sha256() {
    return identity.sha256();
  }

  public TlsIdentity tls() {
    return identity;
  }

  /** The resource APIs of the first node. */
  public ResourceApi grpc() {
    return node().grpc();
  }

  /** Wire faults, requests and counts of the first node. */
  public HttpEndpoint http() {
    return node().http();
  }

  // Containers and devices, as a person at the user interface changes them

  public void addContainer(String name, String parentName) {
    inventory.addContainer(name, parentName);
  }

  public void addContainer(String name) {
    addContainer(name, inventory.container(Container.ROOT).orElseThrow().name());
  }

  public void renameContainer(String name, String other) {
    inventory.renameContainer(name, other);
  }

  public void removeContainer(String name) {
    inventory.removeContainer(name);
  }

  public String containerKey(String name) {
    return inventory.known(name).key();
  }

  /** An empty container name makes it unprovisioned. */
  public void addDevice(Device device) {
    inventory.addDevice(device);
  }

  /** Puts other facts of a device in place of the old ones; the serial number says which. */
  public void changeDevice(Device device) {
    inventory.replace(device);
  }

  /** Moved, saved and done; no task is left. */
  public void moveDevice(String serial, String containerName) {
    inventory.place(serial, inventory.known(containerName).key());
  }

  /** Moved and saved; the task returned is pending until {@link #executeTask}. */
  public Task proposeMove(String serial, String containerName) {
    return proposeMove("cvpadmin", serial, containerName);
  }

  /** The same, by this user. */
  public Task proposeMove(String user, String serial, String containerName) {
    String mac = inventory.bySerial(serial).device().mac();
    return inventory.save(user, mac, inventory.known(containerName).key());
  }

  /** So many devices, spread over containers that are made for them, in pods of ten. */
  public void addFleet(int devices, int containers) {
    for (int i = 1; i <= containers; i++) {
      if (i % 10 == 1) addContainer(pod(i));
      addContainer(rack(i), pod(i));
    }
    for (int i = 1; i <= devices; i++) {
      addDevice(Device.numbered(i).in(rack(1 + i % containers)));
    }
  }

  private static String pod(int rack) {
    return "Pod-%d".formatted(1 + (rack - 1) / 10);
  }

  private static String rack(int number) {
    return "Rack-%d".formatted(number);
  }

  // What can be said of a device

  /** The configuration is not the one designed: by configstatus, and complianceCode 0001. */
  public void outOfSync(String serial) {
    condition(serial, condition -> condition.inSync(false).compliance("0001"));
  }

  public void inSync(String serial) {
    condition(serial, condition -> condition.inSync(true).compliance("0000"));
  }

  /** Over REST only; four digits. */
  public void compliance(String serial, String code) {
    condition(serial, condition -> condition.compliance(code));
  }

  /** It has started anew, at this time. */
  public void booted(String serial, Instant time) {
    condition(serial, condition -> condition.bootedAt(time));
  }

  public void streaming(String serial, boolean now) {
    condition(serial, condition -> condition.streaming(now));
  }

  private void condition(String serial, UnaryOperator<Condition> change) {
    inventory.condition(serial, change);
  }

  // Events, tags, and how the resource APIs tell of changes

  public Events events() {
    return resources.events();
  }

  public Tags tags() {
    return resources.tags();
  }

  /** Where tags are changed by those who call, and what is to become of that. */
  public Workspaces workspaces() {
    return resources.workspaces();
  }

  /** Updates hold the key and what differs (the default), or everything. */
  public void tellsOnlyChanges(boolean chosen) {
    settings.tellsOnlyChanges(chosen);
  }

  /** Where the hosted service keeps the tenant, as host or host:port. */
  public void redirectTo(String... hosts) {
    resources.redirect(List.of(hosts));
  }

  public void executeTask(String id) {
    inventory.execute(id);
  }

  public void cancelTask(String id) {
    inventory.cancel(id);
  }

  public List<Task> tasks() {
    return inventory.tasks();
  }

  public void removeDevice(String serial) {
    inventory.removeDevice(serial);
  }

  /** Still streaming, no longer in any container. */
  public void unprovision(String serial) {
    inventory.place(serial, "");
  }

  /** The name of the container a device is in, empty when in none. */
  public String containerOf(String serial) {
    String key = inventory.bySerial(serial).containerKey();
    return inventory.container(key).map(Container::name).orElse("");
  }

  // Sessions and tokens

  public String issueToken(String serviceAccount, Duration validFor) {
    return tokens.issue(serviceAccount, validFor);
  }

  public void revokeTokens() {
    tokens.revokeAll();
  }

  public void expireSessions() {
    nodes().forEach(Node::expireSessions);
  }

  public void changePassword(String user, String password) {
    settings.users().put(user, password);
  }

  public void sessionLost(SessionLost style) {
    settings.sessionLost(style);
  }

  public void loginRefusal(LoginRefusal style) {
    settings.loginRefusal(style);
  }

  /** Logins that succeeded, at all nodes. */
  public int logins() {
    return nodes().stream().mapToInt(Node::logins).sum();
  }

  public int refusedLogins() {
    return nodes().stream().mapToInt(Node::refusedLogins).sum();
  }

  // What the lists tell

  public void snapshot(Snapshot truth) {
    settings.snapshot(truth);
  }

  public void versionAnswer(VersionAnswer shape) {
    settings.versionAnswer(shape);
  }

  /** How often the device list was asked for, at all nodes, whatever came of it. */
  public int polls() {
    return (int)
        requests().stream()
            .map(RecordedRequest::path)
            .filter(path -> path.matches(".*/inventory/(getInventory\\.do|devices)"))
            .count();
  }

  public List<RecordedRequest> requests() {
    return nodes().stream().flatMap(node -> node.http().requests().stream()).toList();
  }

  public List<RecordedRequest> unexpected() {
    return nodes().stream().flatMap(node -> node.http().unexpected().stream()).toList();
  }

  /** Every node goes down, or up. */
  public void down() {
    nodes().forEach(Node::down);
  }

  public void up() {
    nodes().forEach(Node::up);
  }
}
