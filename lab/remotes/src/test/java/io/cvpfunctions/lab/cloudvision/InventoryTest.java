package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.Caller;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
  private static final String INVENTORY =
      "/cvpservice/inventory/getInventory.do?queryparam=&startIndex=0&endIndex=0";
  private static final String SEARCH =
      "/cvpservice/inventory/add/searchContainers.do?startIndex=0&endIndex=0";
  private static final String DEVICES = "/cvpservice/inventory/devices";
  private static final String PROVISIONED = DEVICES + "?provisioned=True";
  private static final String CONTAINERS = "/cvpservice/inventory/containers";

  private static CloudVisionSimulator with(Generation generation) {
    CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder().generation(generation).start();
    cloudVision.addContainer("DC1");
    cloudVision.addContainer("DC1-Leaf", "DC1");
    for (int number = 1; number <= 4; number++) {
      cloudVision.addDevice(Device.numbered(number));
    }
    cloudVision.moveDevice("JPE00000002", "DC1-Leaf");
    return cloudVision;
  }

  @Test
  void v2018_1_listsMembershipByKeyAndName() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2018_1)) {
      Caller caller = Client.loggedIn(cloudVision);
      JsonNode answer = caller.json(INVENTORY);
      JsonNode second = answer.path("netElementList").get(1);

      assertThat(answer.path("total").asInt()).isEqualTo(4);
      assertThat(answer.path("containerList").path("50:08:00:00:00:02").asText())
          .isEqualTo("DC1-Leaf");
      assertThat(second.path("parentContainerId").asText())
          .isEqualTo(cloudVision.containerKey("DC1-Leaf"))
          .matches("container_\\d+_\\d+");
      assertThat(second.path("key")).isEqualTo(second.path("systemMacAddress"));
      assertThat(second.path("isMLAGEnabled").asText()).isEqualTo("yes");
      assertThat(second.has("hostname")).isFalse();
      assertThat(caller.get(DEVICES).statusCode()).isEqualTo(404);
      assertThat(caller.get(CONTAINERS).statusCode()).isEqualTo(404);
      assertThat(cloudVision.unexpected()).isEmpty();
    }
  }

  @Test
  void v2018_1_searchContainers_leavesUndefinedOut() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2018_1)) {
      JsonNode data = Client.loggedIn(cloudVision).json(SEARCH).path("data");

      assertThat(data.findValuesAsText("name")).containsExactly("Tenant", "DC1", "DC1-Leaf");
      assertThat(data.get(2).path("parentId").asText()).isEqualTo(cloudVision.containerKey("DC1"));
      assertThat(data.get(0).path("parentId").isNull()).isTrue();
    }
  }

  @Test
  void v2018_1_window_cutsTheListButNotTheTotal() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2018_1)) {
      JsonNode answer =
          Client.loggedIn(cloudVision)
              .json("/web/inventory/getInventory.do?queryparam=&startIndex=1&endIndex=3");

      assertThat(answer.path("total").asInt()).isEqualTo(4);
      assertThat(answer.path("netElementList")).hasSize(2);
    }
  }

  @Test
  void v2018_2_listsBareArraysWithCapitalInitials() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2018_2)) {
      Caller caller = Client.loggedIn(cloudVision);
      JsonNode containers = caller.json(CONTAINERS);
      JsonNode second = caller.json(PROVISIONED).get(1);

      assertThat(containers.isArray()).isTrue();
      assertThat(containers.findValuesAsText("Name"))
          .containsExactly("Tenant", "Undefined", "DC1", "DC1-Leaf");
      assertThat(containers.get(1).path("Key").asText()).isEqualTo("undefined_container");
      assertThat(second.path("parentContainerKey").asText())
          .isEqualTo(cloudVision.containerKey("DC1-Leaf"))
          .matches("container_[0-9a-f-]{36}");
      assertThat(second.has("containerName")).isFalse();
      assertThat(second.path("memTotal").isTextual()).isTrue();
      assertThat(caller.get(INVENTORY).statusCode()).isEqualTo(404);
      assertThat(caller.json(CONTAINERS + "?name=DC1")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "V2018_1,isMLAGEnabled,\"yes\"",
    "V2018_2,mlagEnabled,\"yes\"",
    "V2021_3,mlagEnabled,true"
  })
  void booleans_areSpeltAsTheGenerationDoes(Generation generation, String field, String json)
      throws Exception {
    try (CloudVisionSimulator cloudVision = with(generation)) {
      String path = generation == Generation.V2018_1 ? INVENTORY : DEVICES;

      assertThat(Client.loggedIn(cloudVision).json(path).findValue(field)).hasToString(json);
    }
  }

  @Test
  void unprovisioned_isListedOnlyWithoutTheFilter() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      cloudVision.unprovision("JPE00000003");
      cloudVision.removeDevice("JPE00000004");
      Caller caller = Client.loggedIn(cloudVision);

      assertThat(caller.json(PROVISIONED).findValuesAsText("serialNumber"))
          .containsExactly("JPE00000001", "JPE00000002");
      JsonNode third = caller.json(DEVICES).get(2);
      assertThat(third.path("parentContainerKey").asText()).isEmpty();
      assertThat(third.path("status").asText()).isEmpty();
    }
  }

  @Test
  void renameContainer_keepsTheKey() {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      String key = cloudVision.containerKey("DC1-Leaf");
      cloudVision.renameContainer("DC1-Leaf", "DC1-Leaves");

      assertThat(cloudVision.containerKey("DC1-Leaves")).isEqualTo(key);
      assertThat(cloudVision.containerOf("JPE00000002")).isEqualTo("DC1-Leaves");
    }
  }

  @Test
  void removeContainer_inUse_isRefused() {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      assertThatThrownBy(() -> cloudVision.removeContainer("DC1"))
          .isInstanceOf(IllegalStateException.class);
      cloudVision.moveDevice("JPE00000002", "Undefined");
      cloudVision.removeContainer("DC1-Leaf");
      cloudVision.removeContainer("DC1");
    }
  }

  @Test
  void changeDevice_keepsItsContainer() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      cloudVision.changeDevice(Device.numbered(2).named("spine9", "spine9.lab").at("10.0.0.9"));
      JsonNode devices = Client.loggedIn(cloudVision).json(DEVICES);

      assertThat(devices.findValuesAsText("fqdn")).contains("spine9.lab");
      assertThat(cloudVision.containerOf("JPE00000002")).isEqualTo("DC1-Leaf");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY, 200, []",
    "NULL, 200, null",
    "NO_BODY, 200, ''",
    "ERROR_BODY, 200, errorCode",
    "STATUS_500, 500, errorCode",
    "PROVISIONING_NOT_FOUND, 404, <html>",
    "PROVISIONING_FORBIDDEN, 403, <html>",
  })
  void snapshot_isSpoiltAsChosen(Snapshot snapshot, int status, String body) throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      cloudVision.snapshot(snapshot);
      HttpResponse<String> answer = Client.loggedIn(cloudVision).get(PROVISIONED);

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(body);
    }
  }

  @Test
  void snapshot_halfAndOnlyUndefined() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2025_2)) {
      Caller caller = Client.loggedIn(cloudVision);
      cloudVision.snapshot(Snapshot.HALF);
      assertThat(caller.json(PROVISIONED)).hasSize(2);
      cloudVision.snapshot(Snapshot.ONLY_UNDEFINED);
      assertThat(caller.json(CONTAINERS)).hasSize(2);
      assertThat(caller.json(PROVISIONED).findValuesAsText("parentContainerKey"))
          .containsOnly("undefined_container");
      cloudVision.snapshot(Snapshot.COMPLETE);
      assertThat(caller.json(PROVISIONED)).hasSize(4);
    }
  }

  @Test
  void topology_isATreeOfContainersAndDevices() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      JsonNode root =
          Client.loggedIn(cloudVision)
              .json("/cvpservice/provisioning/filterTopology.do?nodeId=root&format=topology")
              .path("topology");
      JsonNode leaf = root.path("childContainerList").get(1).path("childContainerList").get(0);

      assertThat(root.path("hierarchyNetElementCount").asInt()).isEqualTo(4);
      assertThat(leaf.path("name").asText()).isEqualTo("DC1-Leaf");
      assertThat(leaf.path("childNetElementList").get(0).path("key").asText())
          .isEqualTo("50:08:00:00:00:02");
    }
  }

  @Test
  void topology_ofAContainer_isWhatIsBelowIt() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2021_3)) {
      Caller caller = Client.loggedIn(cloudVision);
      String path = "/cvpservice/provisioning/v3/filterTopology.do?format=topology&nodeId=";

      JsonNode dc1 = caller.json(path + cloudVision.containerKey("DC1")).path("topology");

      assertThat(dc1.path("name").asText()).isEqualTo("DC1");
      assertThat(dc1.path("parentContainerId").asText()).isEqualTo("root");
      assertThat(dc1.path("childContainerList").findValuesAsText("name")).contains("DC1-Leaf");
      assertThat(caller.get(path + "container_of_nobody").body()).contains("132801");
    }
  }

  @Test
  void provisioning_thatIsOff_hasNeitherContainersNorMembers() throws Exception {
    try (CloudVisionSimulator cloudVision = with(Generation.V2025_2)) {
      Caller caller = Client.loggedIn(cloudVision);
      String topology = "/cvpservice/provisioning/filterTopology.do";

      cloudVision.snapshot(Snapshot.PROVISIONING_EMPTY);
      assertThat(caller.json(PROVISIONED)).isEmpty();
      assertThat(caller.json(CONTAINERS)).isEmpty();
      assertThat(caller.json(DEVICES).findValuesAsText("parentContainerKey")).containsOnly("");
      assertThat(caller.json(topology).findValue("hierarchyNetElementCount").asInt()).isZero();

      cloudVision.snapshot(Snapshot.ONLY_UNDEFINED);
      assertThat(caller.json(topology).path("topology").path("childContainerList"))
          .extracting(each -> each.path("name").asText())
          .containsExactly("Undefined");
      cloudVision.snapshot(Snapshot.PROVISIONING_NOT_FOUND);
      assertThat(caller.get(topology).statusCode()).isEqualTo(404);
    }
  }
}
