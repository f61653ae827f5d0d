package io.cvpfunctions.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Breaks longer lines of whatever the function prints.
 *
 * <p>of-watchdog with its default log_buffer_size stops reading after a line of 64 KiB; the pipe
 * then fills, the next print blocks and every call ends in a timeout.
 */
final class LineLimit extends FilterOutputStream {
  private final int longest;
  private int column;

  LineLimit(OutputStream out, int longest) {
    super(out);
    this.longest = longest;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (column == longest && b != '\n') newLine();
    out.write(b);
    column = b == '\n' ? 0 : column + 1;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        column = 0;
      } else if (column++ == longest) {
        out.write(bytes, start, i - start);
        start = i;
        newLine();
        column = 1;
      }
    }
    out.write(bytes, start, end - start);
  }

  private void newLine() throws IOException {
    out.write('\n');
    column = 0;
  }
}
