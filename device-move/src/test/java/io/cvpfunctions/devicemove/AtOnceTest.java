package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {
  private static final int THREADS = 8;

  private final List<Integer> all = IntStream.range(0, 5 * THREADS).boxed().toList();

  @Test
  void each_many_goEightAtATimeAndAreAnsweredInTheirOrder() {
    CyclicBarrier eight = new CyclicBarrier(THREADS);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    List<String> done =
        AtOnce.each(
            all,
            "CMDB",
            each -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              meet(eight);
              now.decrementAndGet();
              return "n" + each;
            });

    assertThat(done).isEqualTo(all.stream().map(each -> "n" + each).toList());
    assertThat(most).hasValue(THREADS);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(30, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException(alone);
    }
  }

  @Test
  void each_oneThatFails_isThatFailureAndBeginsNoOther() throws InterruptedException {
    Set<Integer> begun = ConcurrentHashMap.newKeySet();
    CountDownLatch over = new CountDownLatch(1);

    CallFailedException failure =
        catchThrowableOfType(
            CallFailedException.class,
            () ->
                AtOnce.each(
                    all,
                    "CMDB",
                    each -> {
                      begun.add(each);
                      if (each == 0) throw CallFailedException.of("CMDB", Kind.BROKEN, "no");
                      await(over);
                      return each;
                    }));

    assertThat(failure).hasMessage("CMDB: no");
    over.countDown();
    assertThat(begun).hasSizeLessThanOrEqualTo(2 * THREADS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
