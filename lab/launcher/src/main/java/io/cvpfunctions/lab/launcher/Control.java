package io.cvpfunctions.lab.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cvpfunctions.lab.page.SameSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Moves another device while the lab stays up: {@code POST /move/leaf3/DC1-Leaf}. */
final class Control implements AutoCloseable {
  private static final String USAGE = "POST /move/DEVICE/CONTAINER, as /move/leaf3/DC1-Leaf";

  private final Lab lab;
  private final Story story;
  private final HttpServer server;
  private final SameSite sameSite;

  private Control(Lab lab, Story story, HttpServer server) {
    this.lab = lab;
    this.story = story;
    this.server = server;
    this.sameSite = new SameSite(server.getAddress().getPort());
  }

  static Control start(Lab lab, Story story) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Control control = new Control(lab, story, server);
      server.createContext("/", control::answer);
      server.start();
      return control;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What reads along, such as the checks, knows the end of it by the line of {@code list}. */
  void explain(String page) {
    story.say("");
    story.say("The lab stays up until Ctrl-C. It listens at:");
    where("page", page + "  (for a browser)");
    where("gateway", lab.gateway().url() + "  (" + lab.gatewayLogin() + ")");
    where("CloudVision", lab.network().cloudVision().url());
    where("switches", lab.network().eapi());
    where("Slack", lab.slack().apiUrl() + ", webhook " + lab.slack().webhookUrl());
    where("Kafka", lab.broker().address() + ", topic " + lab.topic());
    where("CMDB", "the SQLite file " + lab.workspace().cmdb());
    where("cvp-watcher", lab.watcher().address() + "/readyz and /metrics");
    where("control", address() + ", " + USAGE);
    where("logs", lab.workspace().root().resolve("logs").toString());
    lab.payloadSecret().ifPresent(key -> where("payload-secret", key));
    whatNext(lab.gateway().url());
  }

  private void where(String what, String address) {
    story.say(String.format("  %-11s  %s", what, address));
  }

  private void whatNext(String gateway) {
    story.say("Move another device:");
    story.say("  curl -X POST " + address() + "/move/leaf3/" + Network.LEAFS);
    String login = "  faas-cli login -u admin -p lab -g " + gateway + " && ";
    story.say("Deploy a function of examples beside them, once it is built:");
    story.say("  export CLOUDVISION_URL=" + lab.network().cloudVision().url());
    story.say("  export TAG_DEVICE_SECRETS='[cloudvision-token, cloudvision-ca.pem]'");
    story.say(login + "faas-cli deploy -f examples/stack.yml -g " + gateway);
    story.say("Call a function by hand, or list them all:");
    story.say("  faas-cli invoke device-move -g " + gateway + " < device-move/sample.json");
    story.say(login + "faas-cli list -g " + gateway);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!sameSite.allows(exchange.getRequestHeaders())) {
      send(exchange, 403, "This is not for other sites.\n");
      return;
    }
    String[] words = exchange.getRequestURI().getPath().split("/", -1);
    boolean move = words.length == 4 && words[1].equals("move");
    if (!move || !exchange.getRequestMethod().equals("POST")) {
      send(exchange, 404, USAGE + "\n");
      return;
    }
    Optional<Switch> device = lab.network().named(words[2]);
    if (device.isEmpty()) {
      send(
          exchange,
          404,
          "There is no device " + words[2] + "; there are " + lab.network().switches() + ".\n");
      return;
    }
    try {
      lab.network().move(device.get(), words[3]);
      story.tell("CloudVision", device.get() + " is moved to " + words[3]);
      send(exchange, 200, device.get() + " is moved to " + words[3] + ".\n");
    } catch (RuntimeException refused) {
      send(
          exchange,
          404,
          refused.getMessage() + "; there are " + lab.network().containers() + ".\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
