package bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one message took: processor time, memory that had to be allocated, bytes that are sent. */
record Measured(double micros, double kilobytes, int sent) {
  private static final long NANOS = Long.getLong("bench.seconds") * 1_000_000_000L;
  private static final int ROUNDS = 10;
  private static final ThreadMXBean THREAD =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Makes one message. */
  interface Work {
    String make();
  }

  /** The median of ten rounds, after as long to warm up. */
  static Measured of(Work work) {
    int times = Math.max(1, run(work, NANOS) / ROUNDS);
    List<Double> micros = new ArrayList<>();
    long allocated = THREAD.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = THREAD.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) work.make();
      micros.add((THREAD.getCurrentThreadCpuTime() - begin) / 1e3 / times);
    }
    long each = (THREAD.getCurrentThreadAllocatedBytes() - allocated) / ROUNDS / times;
    micros.sort(null);
    int sent = work.make().getBytes(StandardCharsets.UTF_8).length;
    return new Measured(micros.get(ROUNDS / 2), each / 1e3, sent);
  }

  private static int run(Work work, long nanos) {
    int times = 0;
    for (long begin = System.nanoTime(); System.nanoTime() - begin < nanos; times++) work.make();
    return times;
  }
}
