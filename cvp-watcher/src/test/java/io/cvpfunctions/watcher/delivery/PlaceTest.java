package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlaceTest {
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger rung = new AtomicInteger();

  @Test
  void free_twice_givesUpOnePlaceOnly() {
    Place first = new Place(taken, rung::incrementAndGet);
    new Place(taken, rung::incrementAndGet);
    assertThat(taken).hasValue(2);

    first.free();
    first.free();

    assertThat(taken).hasValue(1);
    assertThat(rung).hasValue(1);
  }
}
