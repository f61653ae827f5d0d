package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import io.cvpfunctions.devicemove.DeviceMoveFunction;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.remote.Settings;
import java.time.Clock;
import java.util.Map;

/** Fills a CMDB as on the first day: pages of a thousand devices, each again until it is done. */
final class Fill implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1000;

  private final FunctionHandler function;
  private int runs;

  Fill(Map<String, String> settings) {
    this.function =
        FunctionHandler.start(
            DeviceMoveFunction.NAME,
            DeviceMoveFunction::from,
            () -> Settings.of(settings::get),
            Clock.systemUTC());
  }

  /** How long a run takes that has to come to that for every device. */
  double seconds(int devices, String action) throws Exception {
    runs++;
    int came = 0;
    long begin = System.nanoTime();
    for (int from = 0; from < devices; from += PAGE) {
      JsonNode result = answer(page(from, Math.min(devices, from + PAGE)));
      while (result.path("remaining").asInt() > 0) {
        came += result.path(action).asInt();
        result = answer(page(from, Math.min(devices, from + PAGE)));
      }
      came += result.path(action).asInt();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (came < devices) throw new IllegalStateException(came + " of " + devices + " " + action);
    return seconds;
  }

  private JsonNode answer(String page) throws Exception {
    IResponse response = function.handle(new Request(page, Map.of("X-Chain", "none"), "", "/"));
    if (response.getStatusCode() != 200) throw new IllegalStateException(response.getBody());
    return JSON.readTree(response.getBody()).path("result");
  }

  private String page(int from, int to) {
    ObjectNode page = JSON.createObjectNode().put("reconcile", true).put("apply", true);
    page.put("run", "run" + runs).put("page", 1 + from / PAGE).put("pages", 1 + from / PAGE);
    ArrayNode devices = page.putArray("devices");
    for (int i = from; i < to; i++) {
      ObjectNode each = devices.addObject().put("since", "2026-01-02T03:04:05Z");
      each.putObject("container").put("name", "DC1-Leaf").put("key", "container_dc1_leaf");
      each.putObject("device")
          .put("serialNumber", "S" + i)
          .put("hostname", "leaf" + i)
          .put("ipAddress", "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255))
          .put("modelName", "DCS-7050SX3-48YC8")
          .put("softwareVersion", "4.32.2F")
          .put("streamingStatus", "active");
    }
    return page.toString();
  }

  @Override
  public void close() {
    function.close();
  }
}
