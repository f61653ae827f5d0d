package io.cvpfunctions.watcher.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.LoginRefusal;
import io.cvpfunctions.lab.cloudvision.SessionLost;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.SettableClock;
import io.cvpfunctions.watcher.placements.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CloudVisionTest {
  private static final Credentials GOOD = Credentials.password("cvpadmin", Secret.of("arista"));
  private static final Credentials BAD = Credentials.password("cvpadmin", Secret.of("wrong"));

  /** All but the one without any complaint. */
  private static final Set<SessionLost> CRIES =
      EnumSet.complementOf(EnumSet.of(SessionLost.EMPTY_LISTS));

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) each.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Generation.class,
      names = {"V2018_1", "V2018_2", "V2021_3", "V2025_2"})
  void read_everyGeneration_listsDevicesWithTheirContainers(Generation generation) {
    CloudVisionSimulator server = server(generation);
    assertThat(placements(inventory(server, GOOD)))
        .isEqualTo(Map.of("leaf1", "Undefined", "leaf2", "DC1-Leaf"));
    Placement leaf2 = find(inventory(server, GOOD), "leaf2");
    assertThat(leaf2.container().key()).contains(server.containerKey("DC1-Leaf"));
    assertThat(leaf2.device().serialNumber()).contains("JPE00000002");
    assertThat(leaf2.device().ipAddress()).contains("127.0.0.2");
    assertThat(leaf2.device().softwareVersion()).contains("4.31.2F");
    assertThat(server.unexpected()).isEmpty();
  }

  static Stream<Arguments> endedSessions() {
    return Stream.of(Generation.V2018_1, Generation.V2018_2, Generation.V2021_3)
        .flatMap(g -> CRIES.stream().map(lost -> Arguments.of(g, lost)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("endedSessions")
  void read_sessionEnded_logsInOnceMore(Generation generation, SessionLost style) {
    CloudVisionSimulator server = server(generation);
    server.sessionLost(style);
    Inventory inventory = inventory(server, GOOD);
    assertThat(placements(inventory)).hasSize(2);
    server.expireSessions();
    assertThat(placements(inventory)).hasSize(2);
    assertThat(server.logins()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Generation.class,
      names = {"V2018_1", "V2018_2", "V2021_3"})
  void read_sessionEndedAndListsAreEmpty_isAFailureAndThenALogin(Generation generation) {
    CloudVisionSimulator server = server(generation);
    server.sessionLost(SessionLost.EMPTY_LISTS);
    Inventory inventory = inventory(server, GOOD);
    assertThat(placements(inventory)).hasSize(2);
    server.expireSessions();
    assertFails(inventory, Kind.BROKEN, "list");
    assertThat(placements(inventory)).hasSize(2);
    assertThat(server.logins()).isEqualTo(2);
  }

  @Test
  void read_cookiesRequired_sendsThemBack() {
    CloudVisionSimulator server = filled(CloudVisionSimulator.builder().cookiesRequired().start());
    assertThat(placements(inventory(server, GOOD))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(LoginRefusal.class)
  void read_wrongPassword_isSaidAndNotTriedAgainForAMinute(LoginRefusal style) {
    CloudVisionSimulator server = server(Generation.V2021_3);
    server.loginRefusal(style);
    Inventory inventory = inventory(server, BAD);
    for (int i = 0; i < 5; i++) {
      assertFails(inventory, Kind.OPERATOR, "the login of user cvpadmin was refused");
    }
    assertThat(server.refusedLogins()).as("accounts get locked").isEqualTo(1);
    clock.pass(Duration.ofMinutes(1));
    assertFails(inventory, Kind.OPERATOR, "refused");
    assertThat(server.refusedLogins()).isEqualTo(2);
  }

  @Test
  void read_loginRedirects_saysWhereToByHostOnly() {
    CloudVisionSimulator server = server(Generation.V2021_3);
    server.http().failOn("/login/", Fault.redirectTo("https://sso.example/start?ticket=t1"));
    assertThatThrownBy(() -> inventory(server, GOOD).read(Set.of()))
        .hasMessageEndingWith(
            ": the login answered with a redirect to sso.example; is that CloudVision?");
  }

  @ParameterizedTest
  @EnumSource(
      value = Generation.class,
      names = {"V2021_3", "V2025_2", "CVAAS"})
  void read_token_needsNoLogin(Generation generation) {
    CloudVisionSimulator server = server(generation);
    String token = server.issueToken("watcher", Duration.ofDays(30));
    Inventory inventory = inventory(server, Credentials.token(Secret.of(token)));
    assertThat(placements(inventory)).hasSize(2);
    assertThat(server.logins()).isZero();
    server.revokeTokens();
    assertFails(inventory, Kind.OPERATOR, "token was refused");
  }

  @Test
  void read_emptyListToAnEndedToken_isNotBelieved() {
    CloudVisionSimulator server = server(Generation.V2021_3);
    String token = server.issueToken("watcher", Duration.ofDays(30));
    Inventory inventory = inventory(server, Credentials.token(Secret.of(token)));
    server.snapshot(Snapshot.EMPTY);
    assertThat(inventory.read(Set.of("JPE00000001")).orElseThrow().placements()).isEmpty();
    server.http().failOn("/api/v1/rest/", Fault.status(401));
    assertThatThrownBy(() -> inventory.read(Set.of("JPE00000001")))
        .hasMessageContaining("refuses the credentials otherwise");
  }

  @Test
  void expiry_ofAToken_isWhatItSays() {
    String token = server(Generation.V2021_3).issueToken("watcher", Duration.ofDays(30));
    assertThat(Credentials.token(Secret.of(token)).expiry()).isPresent();
    assertThat(Credentials.token(Secret.of("a.b.c")).expiry()).isEmpty();
    assertThat(Credentials.token(Secret.of("opaque")).expiry()).isEmpty();
    assertThat(GOOD.expiry()).isEmpty();
  }

  @Test
  void read_nodeDown_asksTheNextAndStaysThere() {
    CloudVisionSimulator server = server(Generation.V2021_3);
    server.addNode();
    server.addNode();
    Inventory inventory = inventory(server, GOOD);
    assertThat(placements(inventory)).hasSize(2);
    server.node(0).down();
    assertThat(placements(inventory)).hasSize(2);
    assertThat(server.node(1).logins()).isEqualTo(1);
    server.node(0).up();
    assertThat(placements(inventory)).hasSize(2);
    assertThat(server.node(1).logins()).isEqualTo(1);
    assertThat(server.node(0).logins()).isEqualTo(1);
    server.down();
    assertFails(inventory, Kind.NOT_SENT, "no connection");
    server.up();
    assertThat(placements(inventory)).hasSize(2);
  }

  @Test
  void read_oneNodeTalksNonsense_anotherIsAsked() {
    CloudVisionSimulator server = server(Generation.V2021_3);
    server.addNode();
    server.node(0).http().fail(Fault.html200());
    assertThat(placements(inventory(server, GOOD))).hasSize(2);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("html 200", Fault.html200(), Kind.BROKEN),
        Arguments.of("html 502", Fault.html502(), Kind.BROKEN),
        Arguments.of("truncated", Fault.truncatedBody(), Kind.NO_ANSWER),
        Arguments.of("endless", Fault.endlessAnswer(), Kind.BROKEN),
        Arguments.of("empty", Fault.emptyBody(), Kind.BROKEN),
        Arguments.of("redirect", Fault.redirectTo("https://192.0.2.1/"), Kind.BROKEN),
        Arguments.of("reset", Fault.resetAfterReading(), Kind.NO_ANSWER),
        Arguments.of("503", Fault.status(503), Kind.LATER),
        Arguments.of("500", Fault.status(500), Kind.BROKEN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void read_nonsense_isAFailureAndMendsItself(String name, Fault fault, Kind kind) {
    CloudVisionSimulator server = server(Generation.V2021_3);
    Inventory inventory = inventory(server, GOOD);
    assertThat(placements(inventory)).hasSize(2);
    server.http().failOn("/inventory/", fault);
    assertFails(inventory, kind, "CloudVision: ");
    server.http().heal();
    assertThat(placements(inventory)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Snapshot.class,
      names = {"NULL", "NO_BODY", "ERROR_BODY", "STATUS_500"})
  void read_noList_isAFailure(Snapshot truth) {
    CloudVisionSimulator server = server(Generation.V2018_1);
    server.snapshot(truth);
    assertFails(inventory(server, GOOD), Kind.BROKEN, "CloudVision: ");
  }

  @Test
  void read_provisioningOff_isNoInventory() {
    CloudVisionSimulator server = server(Generation.V2025_2);
    server.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
    assertThat(inventory(server, GOOD).read(Set.of())).isEmpty();
  }

  @Test
  void read_provisioningForbidden_saysWhatToLookAt() {
    CloudVisionSimulator server = server(Generation.V2025_2);
    server.snapshot(Snapshot.PROVISIONING_FORBIDDEN);
    assertThatThrownBy(() -> inventory(server, GOOD).read(Set.of()))
        .isInstanceOfSatisfying(
            CallFailedException.class, f -> assertThat(f.kind()).isEqualTo(Kind.OPERATOR));
  }

  @Test
  void read_onlyUndefined_isMarked() {
    CloudVisionSimulator server = server(Generation.V2025_2);
    Inventory inventory = inventory(server, GOOD);
    assertThat(inventory.read(Set.of()).orElseThrow().onlyUndefined()).isFalse();
    server.snapshot(Snapshot.ONLY_UNDEFINED);
    assertThat(inventory.read(Set.of()).orElseThrow().onlyUndefined()).isTrue();
  }

  @Test
  void read_deviceMissing_isLookedForAmongAllDevices() {
    CloudVisionSimulator server = server(Generation.V2021_3);
    Inventory inventory = inventory(server, GOOD);
    server.unprovision("JPE00000001");
    assertThat(inventory.read(Set.of("JPE00000001", "JPE00000002")).orElseThrow().unprovisioned())
        .containsExactly("JPE00000001");
    server.removeDevice("JPE00000001");
    assertThat(inventory.read(Set.of("JPE00000001")).orElseThrow().unprovisioned()).isEmpty();
  }

  @Test
  void read_blankSerialNumber_goesByTheMacAddress() {
    CloudVisionSimulator server = server(Generation.V2018_1);
    server.addDevice(Device.numbered(9).withSerial(""));
    assertThat(find(inventory(server, GOOD), "leaf9").identity()).isEqualTo("50:08:00:00:00:09");
  }

  @Test
  void read_unknownAuthority_isRefusedUnlessTrusted() throws Exception {
    CloudVisionSimulator server = server(Generation.V2021_3);
    assertThatThrownBy(() -> inventory(server, GOOD, Trust.system()).read(Set.of()))
        .hasMessageContaining("TLS with");
    Path pem = Files.writeString(folder.resolve("ca.pem"), server.caPem());
    assertThat(placements(inventory(server, GOOD, Trust.caFile(pem)))).hasSize(2);
    String other = "0".repeat(64);
    assertThatThrownBy(() -> inventory(server, GOOD, Trust.pins(List.of(other))).read(Set.of()))
        .hasMessageContaining("not the pinned one, but sha256 " + server.sha256());
    List<String> pins = List.of(other, "sha256:" + server.sha256());
    assertThat(placements(inventory(server, GOOD, Trust.pins(pins)))).hasSize(2);
    assertThat(placements(inventory(server, GOOD, Trust.anything()))).hasSize(2);
  }

  private CloudVisionSimulator server(Generation generation) {
    return filled(CloudVisionSimulator.builder().generation(generation).start());
  }

  private CloudVisionSimulator filled(CloudVisionSimulator server) {
    open.add(server);
    server.addContainer("DC1-Leaf");
    server.addDevice(Device.numbered(1));
    server.addDevice(Device.numbered(2).in("DC1-Leaf"));
    return server;
  }

  private Inventory inventory(CloudVisionSimulator server, Credentials credentials) {
    return inventory(server, credentials, Trust.pins(List.of(server.sha256())));
  }

  private Inventory inventory(CloudVisionSimulator server, Credentials credentials, Trust trust) {
    List<HttpUrl> nodes =
        server.nodes().stream().map(node -> HttpUrl.get(node.url() + "/")).toList();
    CloudVision cloudVision = new CloudVision(nodes, credentials, trust, clock);
    open.add(cloudVision);
    return new Inventory(cloudVision, clock);
  }

  private static Map<String, String> placements(Inventory inventory) {
    Map<String, String> found = new HashMap<>();
    inventory
        .read(Set.of())
        .orElseThrow()
        .placements()
        .forEach(p -> found.put(p.device().displayName(), p.container().name()));
    return found;
  }

  private static Placement find(Inventory inventory, String hostname) {
    return inventory.read(Set.of()).orElseThrow().placements().stream()
        .filter(each -> each.device().displayName().equals(hostname))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFails(Inventory inventory, Kind kind, String message) {
    assertThatThrownBy(() -> inventory.read(Set.of()))
        .isInstanceOfSatisfying(
            CallFailedException.class, failed -> assertThat(failed.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }
}
