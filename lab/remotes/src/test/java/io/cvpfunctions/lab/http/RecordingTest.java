package io.cvpfunctions.lab.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private final Recording<String> recording = new Recording<>();

  @Test
  void await_somethingStillToCome_findsIt() {
    CompletableFuture<Void> later = CompletableFuture.runAsync(() -> recording.add("it"));

    assertThat(recording.await("it"::equals, Duration.ofSeconds(5))).contains("it");

    later.join();
    assertThat(recording.awaitSize(1, Duration.ZERO)).isTrue();
  }

  @Test
  void await_nothing_givesUp() {
    recording.add("other");

    assertThat(recording.await("it"::equals, Duration.ofMillis(20))).isEmpty();
    assertThat(recording.awaitSize(2, Duration.ofMillis(20))).isFalse();
  }

  @Test
  void add_veryManyEntries_keepsTheLast() {
    for (int i = 0; i <= 20_000; i++) {
      recording.add("entry " + i);
    }

    assertThat(recording.all()).hasSize(20_000).endsWith("entry 20000");
  }
}
