package io.cvpfunctions.watcher.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import java.net.URI;
import org.junit.jupiter.api.Test;

class EventDataTest {
  private static final int LONGEST = 64 * 1024;
  private static final String BELL = "\ud83d\udd14";

  @Test
  void of_longDescription_isCutBetweenCharacters() {
    String fits = "x".repeat(LONGEST - 2) + BELL;
    assertThat(description(fits)).isEqualTo(fits);
    assertThat(description(fits + "y")).isEqualTo(fits + "...");
    String before = "x".repeat(LONGEST - 1);
    assertThat(description(before + BELL)).isEqualTo(before + "...");
  }

  private static String description(String text) {
    EventData data = new EventData(URI.create("https://cvp"), new Whereabouts());
    var event = EventMessages.event("K", 1).setDescription(StringValue.of(text)).build();
    return data.of(event).path("description").asText();
  }
}
