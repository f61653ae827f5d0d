package io.cvpfunctions.lab.http;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** One frame of HTTP/2 (RFC 9113, section 4.1), of which only the head is understood. */
final class Frame {
  static final int INTERNAL_ERROR = 2;
  static final int CANCEL = 8;

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int END_STREAM = 1;

  private final int type;
  private final int flags;
  private final int stream;
  private final byte[] payload;

  private Frame(int type, int flags, int stream, byte[] payload) {
    this.type = type;
    this.flags = flags;
    this.stream = stream;
    this.payload = payload;
  }

  /** The next frame, or null where the connection has ended. */
  static Frame read(DataInputStream in) throws IOException {
    try {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[lengthAndType >>> 8];
      in.readFully(payload);
      return new Frame(lengthAndType & 0xff, flags, stream, payload);
    } catch (EOFException end) {
      return null;
    }
  }

  static Frame reset(int stream, int code) {
    return new Frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
  }

  int stream() {
    return stream;
  }

  boolean opens() {
    return type == HEADERS;
  }

  boolean resets() {
    return type == RST_STREAM;
  }

  boolean ends() {
    return resets() || (type == HEADERS && (flags & END_STREAM) != 0);
  }

  void write(OutputStream out) throws IOException {
    out.write(
        ByteBuffer.allocate(9)
            .putInt(payload.length << 8 | type)
            .put((byte) flags)
            .putInt(stream)
            .array());
    out.write(payload);
  }
}
