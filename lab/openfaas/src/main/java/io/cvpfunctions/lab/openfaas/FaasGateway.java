package io.cvpfunctions.lab.openfaas;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * Stands in for the OpenFaaS gateway and the provider behind it, in this process.
 *
 * <p>Functions are watchdogs, or stubs of a few lines; every call is written down; faults are
 * ordered before the call they shall hit. It has no UI, no metrics, no scaling and no logs, and
 * does not notice that a caller went away.
 */
public final class FaasGateway implements AutoCloseable {
  private final GatewayState state;
  private final AsyncRoute async;
  private final HttpPort port;
  private final Forwarder forwarder = new Forwarder(Duration.ofSeconds(2));
  private final ExecutorService stubs = Executors.newCachedThreadPool(Daemons.named("stub"));

  private FaasGateway(Builder settings) {
    state = new GatewayState(settings.kept, settings.listener, settings.unheard);
    async = new AsyncRoute(() -> HttpUrl.get(url()));
    StatusJson statuses = new StatusJson(settings.orchestration, settings.namespace);
    GatewayRoutes routes =
        new GatewayRoutes(
            new FunctionRoute(state, settings.namespace, settings.upstreamTimeout),
            async,
            new SystemRoute(state, statuses, settings.deployments, settings.namespace),
            settings.auth,
            settings.namespace);
    port = new HttpPort("gateway", settings.host, settings.port, routes);
  }

  /** A gateway without functions on a free port of 127.0.0.1. */
  public static FaasGateway start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Where it listens, without a slash at the end; the same after {@link #down} and {@link #up}. */
  public String url() {
    InetSocketAddress address = port.address();
    return "http://" + address.getHostString() + ":" + address.getPort();
  }

  public int port() {
    return port.address().getPort();
  }

  /** Deploys a function that nothing but its name is said of. */
  public FaasGateway function(String name, FunctionStub stub) {
    return function(FunctionSpec.named(name), stub);
  }

  /** Deploys a function, in place of one of the same name. */
  public FaasGateway function(FunctionSpec spec, FunctionStub stub) {
    return deploy(spec, Backend.running(stub, stubs));
  }

  /** Deploys a function that listens elsewhere: a watchdog's address. */
  public FaasGateway function(FunctionSpec spec, InetSocketAddress address) {
    return deploy(spec, Backend.at(address, forwarder));
  }

  private FaasGateway deploy(FunctionSpec spec, Backend backend) {
    state.functions().put(spec.name(), new DeployedFunction(spec, backend));
    return this;
  }

  /** What is said of a function, changed without a new deployment of its code. */
  public FaasGateway redeploy(FunctionSpec spec) {
    known(spec.name()).redeploy(spec);
    return this;
  }

  /** From now on this function is 404 and not listed. */
  public FaasGateway remove(String function) {
    state.functions().remove(function);
    return this;
  }

  /** Leaves a function out of the list, as happens for a moment; it still answers. */
  public FaasGateway hide(String function) {
    known(function).hide(true);
    return this;
  }

  /** Undoes {@link #hide}. */
  public FaasGateway show(String function) {
    known(function).hide(false);
    return this;
  }

  /** Orders a fault for calls of one function, behind those already ordered. */
  public FaasGateway order(String function, Fault fault) {
    state.faults().order(function, fault);
    return this;
  }

  /** Orders a fault for calls of any function, behind those already ordered. */
  public FaasGateway orderForAny(Fault fault) {
    return order(GatewayState.ANY_FUNCTION, fault);
  }

  /** Orders a fault for {@code GET /system/functions}; a reset is what its panic looks like. */
  public FaasGateway orderForListing(Fault fault) {
    return order(GatewayState.LISTING, fault);
  }

  /** How many orders of this very fault have hit nobody yet. */
  public long unhit(Fault fault) {
    return state.faults().unhit(fault);
  }

  /** Forgets every fault that has not hit yet. */
  public FaasGateway clearFaults() {
    state.faults().clear();
    return this;
  }

  /** Refuses connections and cuts those there are. */
  public FaasGateway down() {
    port.shut();
    return this;
  }

  /** Listens again where it did. */
  public FaasGateway up() {
    port.open();
    return this;
  }

  /** The calls of every function, in the order in which they ended. */
  public List<Invocation> invocations() {
    return state.invocations();
  }

  /** The calls of one function, those that never reached it included. */
  public List<Invocation> invocations(String function) {
    return invocations().stream().filter(call -> call.function().equals(function)).toList();
  }

  /** The calls that may have done something. */
  public List<Invocation> reached(String function) {
    return invocations(function).stream().filter(Invocation::reachedFunction).toList();
  }

  public void forgetInvocations() {
    state.forgetInvocations();
  }

  /** How many calls the function is at work on. */
  public int inFlight(String function) {
    return known(function).inFlight();
  }

  /** The most calls the function ever was at work on at once. */
  public int mostInFlight(String function) {
    return known(function).mostInFlight();
  }

  private DeployedFunction known(String function) {
    DeployedFunction found = state.functions().get(function);
    if (found == null) throw new IllegalArgumentException("no function " + function);
    return found;
  }

  @Override
  public void close() {
    async.close();
    port.close();
    stubs.shutdownNow();
    forwarder.close();
  }

  /** How a gateway is set up; everything has a default. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port;
    private String namespace = "openfaas-fn";
    private Orchestration orchestration = Orchestration.KUBERNETES;
    private Duration upstreamTimeout = Duration.ofSeconds(60);
    private BasicAuth auth = BasicAuth.none();
    private Deployments deployments = spec -> false;
    private int kept = 10_000;
    private Consumer<Invocation> listener = call -> {};
    private Consumer<Invocation> unheard = call -> {};

    private Builder() {}

    /** The address to listen on; 127.0.0.1 unless set. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The port to listen on; a free one unless set. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** The one namespace there is; {@code openfaas-fn} unless set. */
    public Builder namespace(String value) {
      namespace = value;
      return this;
    }

    /** Whose list of functions is shown; that of Kubernetes unless set. */
    public Builder orchestration(Orchestration value) {
      orchestration = value;
      return this;
    }

    /** When a call becomes 502; 60 s unless set. */
    public Builder upstreamTimeout(Duration value) {
      upstreamTimeout = value;
      return this;
    }

    /** Asks for basic auth under {@code /system}; invocations stay open to all, as they are. */
    public Builder credentials(String user, String password) {
      auth = BasicAuth.of(user, password);
      return this;
    }

    /** Runs what clients deploy; nobody does unless set. */
    public Builder deployments(Deployments value) {
      deployments = value;
      return this;
    }

    /** How many calls are remembered, the oldest forgotten first; 10,000 unless set. */
    public Builder keep(int calls) {
      kept = calls;
      return this;
    }

    /** Told of every call when it is over, on the thread that serves it. */
    public Builder listener(Consumer<Invocation> value) {
      listener = value;
      return this;
    }

    /** Told, after the listener, of a call whose answer found nobody to take it. */
    public Builder unheard(Consumer<Invocation> value) {
      unheard = value;
      return this;
    }

    /** Starts listening. */
    public FaasGateway start() {
      FaasGateway gateway = new FaasGateway(this);
      gateway.up();
      return gateway;
    }
  }
}
