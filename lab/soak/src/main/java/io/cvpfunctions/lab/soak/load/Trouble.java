package io.cvpfunctions.lab.soak.load;

import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.month.stage.Stage;
import io.cvpfunctions.lab.openfaas.Fault;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What fails, and for how long. */
public enum Trouble {
  BAD_GATEWAY("the gateway answers 502") {
    @Override
    void befall(Stage stage, Random chance) {
      orders(stage, chance, Fault.badGateway().times(3));
    }
  },
  ANSWERS_LOST("the gateway loses answers") {
    @Override
    void befall(Stage stage, Random chance) {
      orders(stage, chance, Fault.reset().afterTheFunctionRan().times(2));
    }
  },
  SLOW("a function is slow") {
    @Override
    void befall(Stage stage, Random chance) {
      orders(stage, chance, Fault.slow(Duration.ofSeconds(2)).times(3));
    }
  },
  GATEWAY_AWAY("the gateway is away") {
    @Override
    void befall(Stage stage, Random chance) throws InterruptedException {
      stage.gateway().down();
      Thread.sleep(3000);
      stage.gateway().up();
    }
  },
  SLACK_DOWN("Slack is down") {
    @Override
    void befall(Stage stage, Random chance) throws InterruptedException {
      stage.slack().http().down();
      Thread.sleep(8000);
      stage.slack().http().up();
    }
  },
  KAFKA_DOWN("Kafka is down") {
    @Override
    void befall(Stage stage, Random chance) throws InterruptedException {
      stage.broker().stop();
      Thread.sleep(3000);
      stage.broker().run();
    }
  },
  STREAMS_END("CloudVision ends its streams") {
    @Override
    void befall(Stage stage, Random chance) {
      Status status = chance.nextBoolean() ? Status.OK : Status.UNAVAILABLE;
      for (Node node : nodes(stage)) node.grpc().endStreams(status);
    }
  },
  SESSIONS_EXPIRE("CloudVision forgets sessions") {
    @Override
    void befall(Stage stage, Random chance) {
      stage.campus().cloudVision().expireSessions();
    }
  },
  NODE_DOWN("a node of CloudVision is down") {
    @Override
    void befall(Stage stage, Random chance) throws InterruptedException {
      List<Node> nodes = nodes(stage);
      Node node = nodes.get(chance.nextInt(nodes.size()));
      node.down();
      Thread.sleep(4000);
      node.up();
    }
  },
  WATCHER_KILLED("the watcher is killed") {
    @Override
    void befall(Stage stage, Random chance) throws InterruptedException {
      stage.watcher().kill();
      Thread.sleep(1000);
      stage.watcher().start();
      stage.await("the watcher", stage.watcher()::started);
    }
  };

  private static final List<String> FUNCTIONS =
      List.of("device-move", "notify-slack", "run-validation", "kafka-publish");

  private final String words;

  Trouble(String words) {
    this.words = words;
  }

  /** Begins and ends. */
  abstract void befall(Stage stage, Random chance) throws InterruptedException;

  private static void orders(Stage stage, Random chance, Fault fault) {
    stage.gateway().order(FUNCTIONS.get(chance.nextInt(FUNCTIONS.size())), fault);
  }

  private static List<Node> nodes(Stage stage) {
    return stage.campus().cloudVision().nodes();
  }

  @Override
  public String toString() {
    return words;
  }
}
