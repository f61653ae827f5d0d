package io.cvpfunctions.lab.ledger.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.ledger.book.Look;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final Reply FIRST =
      Reply.text(
          200, "{\"netElementList\":[{\"serialNumber\":\"S\",\"parentContainerId\":\"K\"}]}");
  private static final Reply SECOND =
      Reply.text(200, "[{\"serialNumber\":\"S\",\"parentContainerKey\":\"K\"}]");

  private static RecordedRequest get(String path, Map<String, String> query) {
    return new RecordedRequest("GET", path, query, Map.of(), "", 1, Instant.now(), "");
  }

  /** What is seen of a client that asks for the newer list, and then for the older one. */
  private static List<Map<String, String>> seen(Generation generation, Reply newer, Reply older) {
    try (var cloudVision = CloudVisionSimulator.builder().generation(generation).start()) {
      Looks looks = new Looks(cloudVision, generation);
      looks.answered(get("/cvpservice/inventory/devices", Map.of("provisioned", "true")), newer);
      looks.answered(get("/cvpservice/inventory/getInventory.do", Map.of()), older);
      return looks.all().stream().map(Look::places).toList();
    }
  }

  @Test
  void answered_listThatTheReleaseNeverHad_isNoLook() {
    assertThat(seen(Generation.V2018_1, Reply.empty(404), FIRST)).containsExactly(Map.of("S", "K"));
  }

  @Test
  void answered_listThatIsHidden_isALookAtNothing() {
    assertThat(seen(Generation.V2021_3, Reply.empty(404), Reply.empty(404)))
        .containsExactly(Map.of(), Map.of());
  }

  @Test
  void answered_newerList_isALook() {
    assertThat(seen(Generation.V2025_2, SECOND, Reply.empty(404)))
        .containsExactly(Map.of("S", "K"), Map.of());
  }
}
