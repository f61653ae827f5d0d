package io.cvpfunctions.lab.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What a person at the terminal reads: one line a fact, with the time and who it was.
 *
 * <p>Events hold text of strangers, and a terminal obeys its control characters: they are left out.
 */
public final class Story {
  private static final String MARGIN = " ".repeat(25);

  private final PrintStream out;
  private final long begin = System.nanoTime();

  /** Begins now. */
  public Story(PrintStream out) {
    this.out = out;
  }

  /** A line without a time: headings and what to do next. */
  public synchronized void say(String text) {
    out.println(plain(text));
    out.flush();
  }

  /** A fact, as it happens. */
  public synchronized void tell(String who, String what) {
    double seconds = elapsed().toMillis() / 1000.0;
    String text = plain(what).replace("\n", "\n" + MARGIN);
    out.printf(Locale.ROOT, "%6.1fs  %-14s  %s%n", seconds, plain(who), text);
    out.flush();
  }

  private static String plain(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n]]", "");
  }

  /** Since it began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
