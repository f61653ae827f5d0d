package io.cvpfunctions.watcher.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.fuzz.Fuzz;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.SettableClock;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever stands in a list of CloudVision's, over HTTP: a look is whole, or it is none. */
class DamagedListsTest {
  private static final Set<String> KNOWN = Set.of("JPE00000001", "JPE00000002");

  @ParameterizedTest
  @CsvSource({
    "V2018_1, inventory/getInventory.do?queryparam=&startIndex=0&endIndex=0",
    "V2021_3, inventory/devices?provisioned=true",
    "V2021_3, inventory/containers",
    "V2021_3, task/getTasks.do?queryparam=&startIndex=0&endIndex=0"
  })
  void look_isWholeOrNone(Generation generation, String path) {
    try (CloudVisionSimulator server = filled(generation);
        CloudVision cloudVision = client(server)) {
      Inventory inventory = new Inventory(cloudVision, new SettableClock());
      assertThat(inventory.read(KNOWN)).isPresent();
      String good = cloudVision.ask(node -> node.get(path)).orElseThrow().toString();
      String which = path.substring(0, path.indexOf('?') < 0 ? path.length() : path.indexOf('?'));
      Fuzz.of("cvp-watcher, " + generation + " " + which)
          .json(
              List.of(good),
              text -> {
                server.nodes().get(0).http().heal();
                server.nodes().get(0).http().failOn(which, instead(text));
                assertLooks(cloudVision, inventory);
              });
    }
  }

  private static void assertLooks(CloudVision cloudVision, Inventory inventory) {
    try {
      inventory
          .read(KNOWN)
          .ifPresent(
              look ->
                  assertThat(look.placements())
                      .allSatisfy(each -> assertThat(each.container().name()).isNotNull()));
      Tasks.read(cloudVision);
    } catch (CallFailedException none) {
      assertThat(none.getMessage()).isNotBlank();
    }
  }

  private static Fault instead(String text) {
    return Fault.instead(Reply.of(200, "application/json", text));
  }

  private static CloudVisionSimulator filled(Generation generation) {
    CloudVisionSimulator server = CloudVisionSimulator.builder().generation(generation).start();
    server.addContainer("DC1-Leaf");
    server.addDevice(Device.numbered(1));
    server.addDevice(Device.numbered(2).in("DC1-Leaf"));
    return server;
  }

  private static CloudVision client(CloudVisionSimulator server) {
    List<HttpUrl> nodes =
        server.nodes().stream().map(node -> HttpUrl.get(node.url() + "/")).toList();
    Credentials credentials = Credentials.password("cvpadmin", Secret.of("arista"));
    Trust trust = Trust.pins(List.of(server.sha256()));
    return new CloudVision(nodes, credentials, trust, new SettableClock());
  }
}
