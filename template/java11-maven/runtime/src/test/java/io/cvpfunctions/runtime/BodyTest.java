package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final int SMALL = Body.SMALL;

  private final Semaphore room = new Semaphore(100);

  @Test
  void resize_beyondSmall_takesOnlyWhatIsBeyond() throws Exception {
    Body body = new Body(room);
    body.resize(SMALL);
    assertThat(room.availablePermits()).isEqualTo(100);
    body.resize(SMALL + 40);
    assertThat(room.availablePermits()).isEqualTo(60);
    body.close();
    assertThat(room.availablePermits()).isEqualTo(100);
  }

  @Test
  void resize_oldAndNewTogetherBeyondTheRoom_isRefusedAndGivesAllBack() throws Exception {
    try (Body body = new Body(room)) {
      body.resize(SMALL + 60);
      assertThatThrownBy(() -> body.resize(SMALL + 41))
          .isInstanceOfSatisfying(
              RefusedBodyException.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(RefusedBodyException.Kind.NO_ROOM));
      body.resize(SMALL + 40);
      assertThat(room.availablePermits()).isEqualTo(60);
    }
    assertThat(room.availablePermits()).isEqualTo(100);
  }

  @Test
  void trim_bytesOfSeveralReads_areKept() throws Exception {
    try (Body body = new Body(room)) {
      body.resize(2);
      assertThat(body.readFrom(new ByteArrayInputStream(new byte[] {1, 2, 3}))).isTrue();
      assertThat(body.isFull()).isTrue();
      body.resize(9);
      body.add(3);
      assertThat(body.readFrom(new ByteArrayInputStream(new byte[0]))).isFalse();
      body.trim();
      assertThat(body.bytes()).containsExactly(1, 2, 3);
    }
  }
}
