package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.Caller;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.grpc.Status;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resource APIs as JSON over HTTP/1.1. */
class RestBindingTest {
  private static final String LEAF1 = "JPE00000001";
  private static final String TAGS = "/api/resources/tag/v2/TagAssignment";

  private final CloudVisionSimulator cloudVision = CloudVisionSimulator.start();
  private Caller caller;

  @BeforeEach
  void authorise() {
    String token = cloudVision.issueToken("tagger", Duration.ofHours(1));
    caller = Client.anonymous(cloudVision).with("Authorization", "Bearer " + token);
    cloudVision.addDevice(Device.numbered(1));
    cloudVision.tags().assign(LEAF1, "Role", "leaf");
    cloudVision.tags().assign(LEAF1, "Role", "border");
    cloudVision.tags().assignToInterface(LEAF1, "Ethernet1", "Role", "uplink");
  }

  @AfterEach
  void close() {
    cloudVision.close();
  }

  @Test
  void all_byPost_isAnObjectALineThatFitsTheFilter() throws Exception {
    String filter =
        "{\"partialEqFilter\":[{\"key\":{\"workspaceId\":\"\",\"label\":\"Role\","
            + "\"elementType\":\"ELEMENT_TYPE_DEVICE\"}}]}";
    String[] lines = caller.post(TAGS + "/all", filter).body().split("\n", -1);

    assertThat(lines).hasSize(3).endsWith("");
    assertThat(new ObjectMapper().readTree(lines[0]).at("/result/value").toString())
        .isEqualTo(
            "{\"key\":{\"workspaceId\":\"\",\"elementType\":\"ELEMENT_TYPE_DEVICE\","
                + "\"label\":\"Role\",\"value\":\"leaf\",\"deviceId\":\"JPE00000001\","
                + "\"interfaceId\":\"\",\"elementSubType\":\"ELEMENT_SUB_TYPE_DEVICE\"},"
                + "\"tagCreatorType\":\"CREATOR_TYPE_USER\"}");
    assertThat(lines[1]).contains("border").contains("\"type\":\"INITIAL\"");
  }

  @Test
  void all_snakeCase_isReadToo() throws Exception {
    String filter = "{\"partial_eq_filter\":[{\"key\":{\"interface_id\":\"Ethernet1\"}}]}";

    assertThat(caller.post(TAGS + "/all", filter).body()).contains("uplink").hasLineCount(1);
  }

  @Test
  void all_byGet_isEverything() throws Exception {
    assertThat(caller.get(TAGS + "/all").body()).contains("uplink", "border", "Container");
  }

  @Test
  void one_isFoundByItsKey_orIs404() throws Exception {
    String device = "/api/resources/inventory/v1/Device?key.deviceId=";

    assertThat(caller.json(device + LEAF1).at("/value/key/deviceId").asText()).isEqualTo(LEAF1);
    HttpResponse<String> none = caller.get(device + "NONE");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("\"code\":5").contains("\"details\":[]");
  }

  @Test
  void set_unknownField_is400() throws Exception {
    String path = "/api/resources/workspace/v1/WorkspaceConfig";

    assertThat(caller.post(path, "{\"key\":{\"workspaceId\":\"w\"},\"nmae\":1}").statusCode())
        .isEqualTo(400);
    assertThat(caller.post(path, "{").statusCode()).isEqualTo(400);
    assertThat(caller.post(path, "{\"key\":{\"workspaceId\":\"w\"}}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/resources/tag/v2/Nothing, 501",
    "/api/resources/tag/v2/Tag/watch, 501",
    "/api/resources/tag, 404"
  })
  void paths_thatAreNotServed_saySo(String path, int status) throws Exception {
    assertThat(caller.get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void token_thatIsNotKnown_is401() throws Exception {
    cloudVision.revokeTokens();

    HttpResponse<String> refused = caller.get(TAGS + "/all");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("\"code\":16");
  }

  @Test
  void token_thatIsNotKnown_mayBeToldThatThereIsNothing_butChangesNothing() throws Exception {
    cloudVision.revokeTokens();
    cloudVision.sessionLost(SessionLost.EMPTY_LISTS);

    assertThat(caller.get(TAGS + "/all").statusCode()).isEqualTo(200);
    assertThat(caller.get(TAGS + "/all").body()).isEmpty();
    String path = "/api/resources/workspace/v1/WorkspaceConfig";
    assertThat(caller.post(path, "{\"key\":{\"workspaceId\":\"w\"}}").statusCode()).isEqualTo(401);
  }

  @Test
  void session_isAsGoodAsAToken() throws Exception {
    assertThat(Client.loggedIn(cloudVision).get(TAGS + "/all").body()).contains("uplink");
  }

  @Test
  void error_afterTheFirstLine_isALineOfItsOwn() throws Exception {
    cloudVision
        .grpc()
        .failNext(1, "TagAssignmentService/GetAll", CallFault.endAfter(2, Status.UNAVAILABLE));

    String[] lines = caller.get(TAGS + "/all").body().split("\n", -1);
    assertThat(lines).hasSize(4);
    assertThat(lines[2]).startsWith("{\"error\":{\"code\":14");
  }

  @Test
  void release_withoutResourceApis_is404() throws Exception {
    try (CloudVisionSimulator old =
        CloudVisionSimulator.builder().generation(Generation.V2018_2).start()) {
      assertThat(Client.loggedIn(old).get(TAGS + "/all").statusCode()).isEqualTo(404);
    }
  }
}
