package io.cvpfunctions.watcher.state;

/**
 * The time during which this watcher is the one that detects.
 *
 * <p>What a leader writes goes through its term: once that is over, be it that nobody has noticed
 * yet, the write fails and nothing of it is stored. Thread-safe.
 */
public interface Term {
  /** Whether it is not known to be over. */
  boolean lasts();

  /** Looks whether it is over, and says so; to be asked every few seconds. */
  boolean confirm();

  /**
   * Runs the work in a transaction; it is on disk when this returns.
   *
   * @throws StateException where nothing is stored, or, the connection being lost, nobody knows;
   *     then the term is over
   */
  <T> T write(Work<T> work);

  /** Lets another lead. */
  void end();
}
