package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import io.cvpfunctions.lab.http.TlsIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A switch's eAPI over HTTPS, answering from a table of commands that a test can change. */
public final class EosSwitch implements AutoCloseable {
  private final CommandTable table;
  private final CommandRunner runner;
  private final Eapi eapi;
  private final EapiAccess access;
  private final Hanging hanging = new Hanging();
  private final TlsIdentity identity;
  private final HttpEndpoint endpoint;

  private EosSwitch(Builder builder) {
    table = builder.table;
    runner = new CommandRunner(table, builder.enablePassword, builder.enableRequired);
    eapi = new Eapi(runner, builder.newer);
    access = new EapiAccess(builder.username, builder.password);
    identity =
        builder.identity.orElseGet(
            () -> TlsIdentity.selfSigned(builder.listen.host(), "localhost", builder.name));
    Routes routes =
        new Routes()
            .post("/command-api", this::run)
            .on("HEAD", "/command-api", this::check)
            .post("/login", access::login)
            .post("/logout", access::logout);
    endpoint = HttpEndpoint.start(builder.listen.tls(identity), routes);
  }

  /**
   * A leaf on which all is well: two spines on Ethernet1 and 2, an MLAG peer on Ethernet47, a
   * server on Port-Channel3, BGP for IPv4 and EVPN. Its facts are in {@code healthy-leaf.json}.
   */
  public static Builder healthyLeaf(String name, String serial, String model, String version) {
    Map<String, String> facts =
        Map.of(
            "name", name,
            "serial", serial,
            "model", model,
            "version", version,
            "mac",
                "50:08:00:%06x"
                    .formatted(serial.hashCode() & 0xffffff)
                    .replaceAll("(..)(..)(..)$", "$1:$2:$3"));
    return new Builder(name, LeafTable.read("healthy-leaf.json", facts));
  }

  /** A switch that knows no command; give it {@link #answers}. */
  public static Builder bare(String name) {
    return new Builder(name, new CommandTable());
  }

  /** What can be chosen before the start. */
  public static final class Builder {
    private final String name;
    private final CommandTable table;
    private Listen listen = Listen.anywhere();
    private Optional<TlsIdentity> identity = Optional.empty();
    private String username = "admin";
    private String password = "arista";
    private String enablePassword = "";
    private boolean enableRequired;
    private boolean newer = true;

    private Builder(String name, CommandTable table) {
      this.name = name;
      this.table = table;
    }

    /** The address to listen on, such as 127.0.0.11. */
    public Builder address(String host) {
      listen = listen.on(host);
      return this;
    }

    public Builder port(int number) {
      listen = listen.port(number);
      return this;
    }

    public Builder tls(TlsIdentity chosen) {
      identity = Optional.of(chosen);
      return this;
    }

    /** Default: admin, arista. */
    public Builder credentials(String user, String secret) {
      username = user;
      password = secret;
      return this;
    }

    /** {@code enable} then needs this input. */
    public Builder enablePassword(String secret) {
      enablePassword = secret;
      return this;
    }

    /** Users start outside privileged mode, as where their role gives no privilege 15. */
    public Builder enableRequired() {
      enableRequired = true;
      return this;
    }

    /** An EOS without stopOnError and includeErrorDetail. */
    public Builder olderEos() {
      newer = false;
      return this;
    }

    public EosSwitch start() {
      return new EosSwitch(this);
    }
  }

  private Reply run(RecordedRequest request) {
    if (!access.accepts(request)) return EapiAccess.unauthorized();
    hanging.holdUp(request);
    return eapi.answer(request);
  }

  private Reply check(RecordedRequest request) {
    return access.accepts(request) ? Reply.empty(200) : EapiAccess.unauthorized();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  // Reaching it

  public HttpEndpoint http() {
    return endpoint;
  }

  public String url() {
    return endpoint.url();
  }

  public String host() {
    return endpoint.host();
  }

  public int port() {
    return endpoint.port();
  }

  public String caPem() {
    return identity.caPem();
  }

  public String sha256() {
    return identity.sha256();
  }

  public TlsIdentity tls() {
    return identity;
  }

  public void expireSessions() {
    access.expire();
  }

  public void credentials(String user, String secret) {
    access.credentials(user, secret);
  }

  public int logins() {
    return access.logins();
  }

  /** Logged in and not logged out again. */
  public int openSessions() {
    return access.openSessions();
  }

  /** Every command that was run, in order, {@code enable} included. */
  public List<String> commands() {
    return runner.commands();
  }

  // What it answers

  /** Asked before the table, for every command but {@code enable}. */
  public EosSwitch answers(Answers hook) {
    runner.hook(hook);
    return this;
  }

  public EosSwitch answerJson(String command, JsonNode json) {
    table.put(command, "json", CommandAnswer.json(json));
    return this;
  }

  public EosSwitch answerText(String command, String output) {
    table.put(command, "text", CommandAnswer.text(output));
    return this;
  }

  /** An error in both formats. */
  public EosSwitch answerError(String command, int code, String... errors) {
    table.put(command, "json", CommandAnswer.error(code, errors));
    table.put(command, "text", CommandAnswer.error(code, errors));
    return this;
  }

  /** 1003 in JSON; as text it answers this. */
  public EosSwitch unconverted(String command, String output) {
    table.put(command, "json", CommandAnswer.unconverted());
    return answerText(command, output);
  }

  /** A JSON answer that is a string. */
  public EosSwitch answerString(String command, String value) {
    table.put(command, "json", CommandAnswer.string(value));
    return this;
  }

  /** The same answers, this much later; all other requests wait behind it. */
  public EosSwitch slow(String command, Duration delay) {
    table.delay(command, delay);
    return this;
  }

  /** Requests with this command are never answered; others still are. */
  public EosSwitch hang(String command) {
    hanging.add(command);
    return this;
  }

  /** The command is unknown to this switch from now on. */
  public EosSwitch forget(String command) {
    table.forget(command);
    return this;
  }

  /** Changes the JSON that a command answers. */
  public EosSwitch change(String command, Consumer<ObjectNode> change) {
    table.change(command, change);
    return this;
  }

  // Things that go wrong on a switch

  /** The session to the first spine is down. */
  public EosSwitch breakBgp() {
    return change("show bgp neighbors vrf all", Trouble::firstPeerIdle);
  }

  public EosSwitch breakNtp() {
    return answerText("show ntp status", "unsynchronised\n   polling server every 64 s\n\n");
  }

  public EosSwitch errorsOnInterface(String name, int count) {
    return change(
        "show interfaces counters errors", counters -> Trouble.errors(counters, name, count));
  }

  public EosSwitch interfaceDown(String name) {
    return change("show interfaces description", interfaces -> Trouble.down(interfaces, name));
  }

  public EosSwitch breakMlag() {
    return change("show mlag", mlag -> mlag.put("negStatus", "connecting"));
  }

  public EosSwitch overheat() {
    return change(
        "show system environment temperature",
        sensors -> sensors.put("systemStatus", "temperatureOverheat"));
  }
}
