package io.cvpfunctions.lab.openfaas.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** One connection on which a test writes every byte of HTTP itself. */
final class RawCaller implements Closeable {
  private final Socket socket;
  private final InputStream in;

  RawCaller(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawCaller send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Status line and headers, up to the empty line. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) throw new IOException("closed after: " + head);
      head.append((char) next);
    }
    return head.toString();
  }

  /** The body of the answer with this head, whichever way it is framed. */
  String body(String head) throws IOException {
    for (String line : head.split("\r\n", -1)) {
      String[] header = line.split(": *", 2);
      if (header[0].equalsIgnoreCase("Content-Length")) return text(Integer.parseInt(header[1]));
    }
    StringBuilder body = new StringBuilder();
    for (int size = chunk(); size > 0; size = chunk()) {
      body.append(text(size));
      text(2);
    }
    text(2);
    return body.toString();
  }

  private int chunk() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) line.append(text(1));
    return Integer.parseInt(line.toString().trim(), 16);
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw new IOException("closed too early");
    return new String(bytes, ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
