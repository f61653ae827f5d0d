package io.cvpfunctions.lab.soak.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplerTest {
  @Test
  void parsed_status_memoryInMebibytesAndThreads() {
    String status = "Name:\tjava\nVmHWM:\t  200000 kB\nVmRSS:\t  102400 kB\nThreads:\t41\n";
    Sample sample = Sampler.parsed(status, 7, Instant.EPOCH).orElseThrow();
    assertThat(sample).isEqualTo(new Sample(Instant.EPOCH, 7, 100, 41));
  }

  @Test
  void parsed_endedProcess_none() {
    assertThat(Sampler.parsed("Name:\tjava\nState:\tZ (zombie)\n", 7, Instant.EPOCH)).isEmpty();
  }

  @Test
  void begin_thisProcessAndOneThatIsNot_samplesThisOne() {
    Map<String, Long> processes = Map.of("this", ProcessHandle.current().pid(), "none", -1L);
    try (Sampler sampler = new Sampler(() -> processes)) {
      sampler.begin();
      await().until(() -> !sampler.samples().isEmpty());
      assertThat(sampler.samples()).containsOnlyKeys("this");
      assertThat(sampler.samples().get("this").get(0).memory()).isGreaterThan(10);
    }
  }
}
