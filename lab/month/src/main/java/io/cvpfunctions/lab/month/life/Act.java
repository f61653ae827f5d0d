package io.cvpfunctions.lab.month.life;

/** One thing that happens in a month, with switches of its own. */
public interface Act {
  /** What was there before the month and will be needed. */
  default void prepare(Campus campus) {}

  /** Whether its traces take long to arrive, so that it begins first where all has to be short. */
  default boolean isLong() {
    return false;
  }

  /** Lets it happen. */
  void play(Life life) throws InterruptedException;
}
