package io.cvpfunctions.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Breaks longer lines of whatever the function prints, and no character of UTF-8 in two.
 *
 * <p>of-watchdog with its default log_buffer_size stops reading after a line of 64 KiB; the pipe
 * then fills, the next print blocks and every call ends in a timeout.
 */
final class LineLimit extends FilterOutputStream {
  private static final int LONGEST_CHARACTER = 4;

  private final int longest;
  private int column;

  /** To the bytes of a line this adds what is left of a character begun: up to three. */
  LineLimit(OutputStream out, int longest) {
    super(out);
    this.longest = longest;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (b != '\n' && isFullBefore(b)) newLine();
    out.write(b);
    column = b == '\n' ? 0 : column + 1;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length <= longest - column) writeWhole(bytes, offset, length);
    else writeBroken(bytes, offset, length);
  }

  /** Less than a line has room for, however many lines it is. */
  private void writeWhole(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    int after = 0;
    while (after < length && bytes[offset + length - 1 - after] != '\n') after++;
    column = after < length ? after : column + length;
  }

  private void writeBroken(byte[] bytes, int offset, int length) throws IOException {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        column = 0;
        continue;
      }
      if (isFullBefore(bytes[i])) {
        out.write(bytes, start, i - start);
        start = i;
        newLine();
      }
      column++;
    }
    out.write(bytes, start, end - start);
  }

  private boolean isFullBefore(int b) {
    if (column < longest) return false;
    boolean continues = (b & 0xc0) == 0x80;
    return !continues || column == longest + LONGEST_CHARACTER - 1;
  }

  private void newLine() throws IOException {
    out.write('\n');
    column = 0;
  }
}
