package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openfaas.model.IResponse;
import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.ledger.stage.WatcherFlags;
import io.cvpfunctions.lab.ledger.stage.WatcherProcess;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import io.cvpfunctions.lab.openfaas.Invocation;
import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole circle: a device is moved, the watcher as it is in production tells the function that
 * its topic names, the function sets a tag in CloudVision, and the watcher's stream sees that tag.
 */
class CircleTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent().getParent();
  private static final String LEAF = "JPE00000001";
  private static final String LISTENER = "listener";

  @TempDir Path folder;

  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private final FaasGateway gateway =
      FaasGateway.builder().credentials(WatcherFlags.USER, WatcherFlags.PASSWORD).start();
  private FunctionHandler function;
  private WatcherProcess watcher;

  @BeforeEach
  void deploy() {
    cloudVision.workspaces().buildsTake(Duration.ofMillis(50));
    cloudVision.workspaces().submissionsTake(Duration.ofMillis(50));
    cloudVision.addContainer("DC1-Leaf");
    cloudVision.addDevice(Device.numbered(1));
    cloudVision.tags().assign(LEAF, "Site", "Hall-7");
    StackFile stack = StackFile.read(REPOSITORY.resolve("examples/stack.yml"), Map.of());
    Map<String, String> settings = new HashMap<>(stack.function("tag-device").environment());
    settings.putAll(RunningFunction.settings(cloudVision, folder));
    function =
        FunctionHandler.start(
            TagDevice.NAME, TagDevice::from, () -> Settings.of(settings::get), Clock.systemUTC());
    gateway.function(stack.function("tag-device").spec(), this::answer);
    gateway.function(
        FunctionSpec.named(LISTENER).annotation("cvp.topics", "cvp.device.*"),
        request -> FunctionResponse.json(200, "{}"));
  }

  @AfterEach
  void close() {
    watcher.close();
    function.close();
    gateway.close();
    cloudVision.close();
  }

  private FunctionResponse answer(FunctionRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().names().forEach(name -> headers.put(name, request.headers().get(name)));
    byte[] body = request.bodyText().getBytes(StandardCharsets.UTF_8);
    IResponse response = function.handle(new FakeRawRequest(request.method(), body, headers));
    return FunctionResponse.of(
        response.getStatusCode(), response.getContentType(), response.getBody());
  }

  /** It listens to the very label, which the settings of the function should have been told. */
  private void watch() {
    Map<String, String> flags =
        WatcherFlags.to(cloudVision, gateway, folder)
            .with("--sources", "poll,tags")
            .with("--tag-labels", "Site")
            .with("--poll-interval", "200ms")
            .with("--debounce", "100ms")
            .with("--topics-interval", "500ms")
            .all();
    watcher = new WatcherProcess(REPOSITORY, folder.resolve("watcher.log"), flags);
    watcher.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(watcher.logged()).contains("\"baseline\"", "\"tags.baseline\""));
  }

  @Test
  void move_becomesATag_thatTheWatcherSees() {
    watch();
    cloudVision.moveDevice(LEAF, "DC1-Leaf");

    JsonNode told = await().atMost(Duration.ofSeconds(60)).until(this::tagMove, JsonNode::isObject);

    assertThat(told.at("/from").toString()).isEqualTo("{\"name\":\"Hall-7\",\"label\":\"Site\"}");
    assertThat(told.at("/to").toString()).isEqualTo("{\"name\":\"DC1-Leaf\",\"label\":\"Site\"}");
    assertThat(told.at("/device/serialNumber").asText()).isEqualTo(LEAF);
    assertThat(cloudVision.tags().values(LEAF, "Site")).containsExactly("DC1-Leaf");
    await().atMost(Duration.ofSeconds(60)).until(() -> answers().size() == 2);
    assertThat(answers().get(0)).contains("\"action\" : \"changed\"");
    assertThat(answers().get(1)).contains("another would be a loop");
    assertThat(cloudVision.workspaces().all()).hasSize(1);
  }

  private List<String> answers() {
    return gateway.invocations(TagDevice.NAME).stream().map(Invocation::responseText).toList();
  }

  /** The data of the move that a tag told of; missing so far. */
  private JsonNode tagMove() {
    return gateway.invocations(LISTENER).stream()
        .map(call -> parsed(call.body()).path("data"))
        .filter(data -> data.at("/to/label").asText().equals("Site"))
        .findFirst()
        .orElseGet(() -> RunningFunction.JSON.missingNode());
  }

  private static JsonNode parsed(String json) {
    try {
      return RunningFunction.JSON.readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
