package io.cvpfunctions.lab.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Serves one TCP connection until somebody closes it. */
final class Connection implements Runnable {
  private static final Duration TRICKLE = Duration.ofMillis(50);

  private final HttpEndpoint endpoint;
  private final Socket socket;
  private final SSLContext tls;
  private final int number;

  Connection(HttpEndpoint endpoint, Socket socket, SSLContext tls, int number) {
    this.endpoint = endpoint;
    this.socket = socket;
    this.tls = tls;
    this.number = number;
  }

  @Override
  public void run() {
    try (socket) {
      Socket stream = tls == null ? socket : handshake();
      if (stream instanceof SSLSocket secure && Http2.spokenBy(secure)) {
        endpoint.serveHttp2(secure);
        return;
      }
      OutputStream out = new BufferedOutputStream(stream.getOutputStream());
      RequestReader reader =
          new RequestReader(new BufferedInputStream(stream.getInputStream()), out, number);
      ReplyWriter writer = new ReplyWriter(out);
      while (serveOne(reader, writer)) {
        // Keep-alive: the next request of the same client.
      }
    } catch (IOException clientIsGone) {
      return;
    } finally {
      endpoint.closed(this);
    }
  }

  void abort() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      return;
    }
  }

  private SSLSocket handshake() throws IOException {
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(socket, "client", socket.getPort(), true);
    secure.setUseClientMode(false);
    if (endpoint.speaksHttp2()) {
      secure.setHandshakeApplicationProtocolSelector((any, offered) -> Http2.choose(offered));
    }
    secure.startHandshake();
    return secure;
  }

  private boolean serveOne(RequestReader reader, ReplyWriter writer) throws IOException {
    RecordedRequest head = reader.readHead();
    if (head == null) {
      return false;
    }
    Fault fault = endpoint.nextFault(head.path());
    if (fault.kind() == Fault.Kind.RESET_BEFORE_READING) {
      endpoint.record(head);
      abort();
      return false;
    }
    RecordedRequest request = reader.readBody(head);
    endpoint.record(request);
    Pause.of(fault.delay());
    return answer(request, fault, writer)
        && !request.header("connection").orElse("").equalsIgnoreCase("close");
  }

  private boolean answer(RecordedRequest request, Fault fault, ReplyWriter writer)
      throws IOException {
    boolean withBody = !request.method().equals("HEAD");
    switch (fault.kind()) {
      case NONE -> {
        Reply reply = endpoint.answer(request);
        writer.write(reply, withBody);
        endpoint.answered(request, reply);
      }
      case INSTEAD -> writer.write(fault.reply(), withBody);
      default -> {
        spoil(request, fault, writer);
        return false;
      }
    }
    return true;
  }

  private void spoil(RecordedRequest request, Fault fault, ReplyWriter writer) throws IOException {
    switch (fault.kind()) {
      case TRUNCATED -> writer.writeHalf(endpoint.answer(request));
      case ENDLESS -> writer.writeForever(Duration.ZERO);
      case TRICKLE -> writer.writeForever(TRICKLE);
      case RESET_AFTER_HANDLING -> {
        endpoint.answer(request);
        abort();
      }
      default -> abort();
    }
  }
}
