package bench;

import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.lab.launcher.Functions;
import io.cvpfunctions.lab.launcher.Ports;
import io.cvpfunctions.lab.launcher.Repository;
import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.launcher.Workspace;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.openfaas.StackFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** device-move in one or more replicas behind a gateway that takes each in its turn, and a CMDB. */
final class Replicas implements AutoCloseable {
  static final String FUNCTION = "device-move";

  /** What each replica's {@code max_concurrency} is. */
  static final int AT_ONCE = 16;

  private static final String MAPPING = "default:\n  site: DC1\n  role: switch\n";

  private final List<AutoCloseable> running = new ArrayList<>();
  private final List<Workspace> workspaces = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
  private final FaasGateway gateway = FaasGateway.builder().credentials("admin", "pw").start();
  private final NetBoxServer netBox = NetBoxServer.start("4.6.8");

  Replicas(Repository repository, int count) throws InterruptedException {
    client.dispatcher().setMaxRequests(1000);
    client.dispatcher().setMaxRequestsPerHost(1000);
    StackFunction function =
        bounded(StackFile.read(repository.stackFile(), variables()).functions().get(FUNCTION));
    Ports ports = new Ports(new Story(new PrintStream(OutputStream.nullOutputStream())));
    for (int i = 0; i < count; i++) start(repository, ports, function);
    gateway.function(function.spec(), this::answer);
  }

  /** Fewer at once than usual, so that it is the replica that is the limit, not the machine. */
  private static StackFunction bounded(StackFunction function) {
    FunctionSpec spec = function.spec();
    Map<String, String> environment = new TreeMap<>(spec.environment());
    environment.put("max_concurrency", Integer.toString(AT_ONCE));
    FunctionSpec bounded =
        new FunctionSpec(
            spec.name(),
            spec.image(),
            spec.envProcess(),
            environment,
            spec.secrets(),
            spec.labels(),
            spec.annotations(),
            spec.limits(),
            spec.requests(),
            spec.readOnlyRootFilesystem());
    return new StackFunction(
        function.name(), function.lang(), function.handler(), function.namespace(), bounded);
  }

  private void start(Repository repository, Ports ports, StackFunction function)
      throws InterruptedException {
    Workspace workspace = Workspace.create();
    workspaces.add(workspace);
    Map<String, String> secrets = Map.of("cmdb-token", netBox.token(), "mapping.yml", MAPPING);
    Functions functions =
        new Functions(repository, workspace, ports, secrets, Optional.empty(), (name, status) -> {});
    running.add(functions);
    functions.start(List.of(function), gateway);
    while (!functions.isReady(FUNCTION)) Thread.sleep(50);
    addresses.add(functions.watchdogs().get(FUNCTION).address());
  }

  private Map<String, String> variables() {
    return Map.of(
        "GATEWAY_URL", gateway.url(),
        "CMDB", "netbox",
        "CMDB_URL", netBox.url(),
        "CMDB_MODE", "record",
        "DEVICE_MOVE_SECRETS", "[cmdb-token, mapping.yml]");
  }

  private FunctionResponse answer(FunctionRequest request) throws IOException {
    InetSocketAddress next = addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
    Request.Builder call =
        new Request.Builder().url("http://" + next.getHostString() + ":" + next.getPort() + "/");
    for (String name : List.of("Content-Type", "X-Chain")) {
      request.header(name).ifPresent(each -> call.header(name, each));
    }
    call.post(RequestBody.create(request.body(), null));
    try (Response answer = client.newCall(call.build()).execute()) {
      ResponseBody body = answer.body();
      return FunctionResponse.of(answer.code(), "application/json", body.string());
    }
  }

  String url() {
    return gateway.url() + "/function/" + FUNCTION;
  }

  NetBoxServer netBox() {
    return netBox;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : running) each.close();
    gateway.close();
    netBox.close();
    workspaces.forEach(Workspace::delete);
  }
}
