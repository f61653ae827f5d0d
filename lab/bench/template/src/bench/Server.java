package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server as a process of its own, and the time since it was started. */
final class Server implements AutoCloseable {
  private final Process process;
  private final int port;
  private final long begun;

  private Server(Process process, int port, long begun) {
    this.process = process;
    this.port = port;
    this.begun = begun;
  }

  static Server start(List<String> command, Map<String, String> environment, int port)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(Path.of("server.log").toFile()));
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    return new Server(builder.start(), port, begun);
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  double millis() {
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Milliseconds from the start of the process to the first 200 for this path and body. */
  double firstAnswer(String path, String body) throws IOException, InterruptedException {
    while (status(path, body) != 200) {
      if (!process.isAlive()) throw new IOException("The server ended: see server.log");
      if (millis() > 60_000) throw new IOException("No 200 within a minute: see server.log");
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return millis();
  }

  /** 0 where nobody listens. */
  private int status(String path, String body) {
    try {
      HttpURLConnection call =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      if (body != null) {
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = call.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      int status = call.getResponseCode();
      if (status == 200) {
        try (InputStream in = call.getInputStream()) {
          in.readAllBytes();
        }
      }
      return status;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Resident memory, as the kernel counts it. */
  double residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
