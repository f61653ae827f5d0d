package io.cvpfunctions.lab.openfaas;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Hands on what a child prints, line by line.
 *
 * <p>One line longer than {@code log_buffer_size} and the stream is never read again, as in
 * of-watchdog: when the pipe is full the child waits in its next print for good.
 */
final class LineReader implements Runnable {
  private final InputStream from;
  private final ChildOutput.Stream name;
  private final ChildOutput to;
  private final int longest;

  /** A {@code longest} below zero is no limit. */
  LineReader(InputStream from, ChildOutput.Stream name, ChildOutput to, int longest) {
    this.from = new BufferedInputStream(from);
    this.name = name;
    this.to = to;
    this.longest = longest < 0 ? Integer.MAX_VALUE : longest;
  }

  @Override
  public void run() {
    try {
      boolean more = true;
      while (more) more = readLine();
    } catch (IOException e) {
      to.line(name, "stream ended: " + e.getMessage());
    }
  }

  /** False at the end of the stream, or when a line is too long. */
  private boolean readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        if (line.size() > 0) handOn(line);
        return false;
      }
      if (line.size() >= longest) {
        to.line(name, "token too long: nothing more of this stream is read");
        return false;
      }
      line.write(next);
    }
    handOn(line);
    return true;
  }

  private void handOn(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    to.line(name, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
