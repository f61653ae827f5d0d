package io.cvpfunctions.lab.month.judge;

/** One way in which a promise was broken. */
public record Finding(Promise promise, String what) {
  @Override
  public String toString() {
    return promise + ": " + what;
  }
}
