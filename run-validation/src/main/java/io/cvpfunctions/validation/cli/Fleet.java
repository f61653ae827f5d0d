package io.cvpfunctions.validation.cli;

import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.validation.Target;
import io.cvpfunctions.validation.Validator;
import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.inventory.InventoryDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Validates many devices, so many at a time and not more; each has its own deadline. */
final class Fleet {
  private final Validator validator;
  private final Catalog catalog;
  private final Duration timeout;
  private final Progress progress;

  Fleet(Validator validator, Catalog catalog, Duration timeout, Progress progress) {
    this.validator = validator;
    this.catalog = catalog;
    this.timeout = timeout;
    this.progress = progress;
  }

  /** The reports, in the order of the work. */
  List<ValidationReport> run(List<Assignment> work, int atOnce) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, work.size()));
    try {
      List<Future<ValidationReport>> futures = new ArrayList<>();
      for (Assignment each : work) futures.add(threads.submit(() -> look(each)));
      List<ValidationReport> reports = new ArrayList<>();
      for (Future<ValidationReport> future : futures) reports.add(future.get());
      return reports;
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    } finally {
      threads.shutdownNow();
      progress.end();
    }
  }

  private ValidationReport look(Assignment work) {
    InventoryDevice device = work.device();
    Target target = Target.listed(device.name(), device.host(), device.port(), device.tags());
    ValidationReport report =
        validator.look(target, catalog, work.definitions(), Budget.of(timeout)).report();
    progress.done(report);
    return report;
  }
}
