package io.cvpfunctions.lab.soak.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks every few seconds what each process holds, as Linux has it in /proc. Thread-safe. */
public final class Sampler implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  private final Supplier<Map<String, Long>> processes;
  private final Map<String, List<Sample>> samples = new TreeMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Of these, as they are at each look: one that was started again has another number. */
  public Sampler(Supplier<Map<String, Long>> processes) {
    this.processes = processes;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it goes on until the clock is shut down
  public void begin() {
    clock.scheduleAtFixedRate(this::look, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    Instant now = Instant.now();
    processes.get().forEach((name, pid) -> read(pid, now).ifPresent(each -> add(name, each)));
  }

  private synchronized void add(String name, Sample sample) {
    samples.computeIfAbsent(name, any -> new ArrayList<>()).add(sample);
  }

  private static Optional<Sample> read(long pid, Instant now) {
    try {
      return parsed(Files.readString(Path.of("/proc/" + pid + "/status")), pid, now);
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  static Optional<Sample> parsed(String status, long pid, Instant now) {
    Matcher resident = RESIDENT.matcher(status);
    Matcher threads = THREADS.matcher(status);
    if (!resident.find() || !threads.find()) return Optional.empty();
    double mebibytes = Long.parseLong(resident.group(1)) / 1024.0;
    return Optional.of(new Sample(now, pid, mebibytes, Integer.parseInt(threads.group(1))));
  }

  /** By the name of the process, in their order. */
  public synchronized Map<String, List<Sample>> samples() {
    Map<String, List<Sample>> copy = new TreeMap<>();
    samples.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return copy;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
