package io.cvpfunctions.lab.page;

/** How the page calls functions. */
public interface Caller {
  /**
   * The answer of a function, whatever its status.
   *
   * @throws IllegalArgumentException where there is no such function
   */
  Answer call(String function, byte[] body) throws InterruptedException;

  /**
   * A device validated now, as a page.
   *
   * @throws IllegalArgumentException where there is no such device
   */
  Answer report(String serial) throws InterruptedException;
}
