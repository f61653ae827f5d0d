package io.cvpfunctions.validation;

import io.cvpfunctions.events.ValidationReport;

/** One look at a device: the report, and whether the device was there to be looked at. */
public final class Look {
  private final ValidationReport report;
  private final boolean reached;

  private Look(ValidationReport report, boolean reached) {
    this.report = report;
    this.reached = reached;
  }

  /** A look that came to a report, whatever its verdict. */
  static Look at(ValidationReport report) {
    return new Look(report, true);
  }

  /** No switch answered, or none that has started yet; a device that reboots will later. */
  static Look unreached(ValidationReport report) {
    return new Look(report, false);
  }

  public ValidationReport report() {
    return report;
  }

  boolean reached() {
    return reached;
  }
}
