package io.cvpfunctions.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Calls the function as callers will, so that an ahead-of-time cache made of this run knows what
 * they need. What the function answers does not matter: at image build it has no network.
 */
final class Training {
  private static final int CALLS = 3;
  private static final int TIMEOUT_MILLIS = 20_000;

  private final int port;
  private final JsonLog log;

  Training(int port, JsonLog log) {
    this.port = port;
    this.log = log;
  }

  void run(Path sample) throws StartException {
    try {
      byte[] body = Files.readAllBytes(sample);
      for (String path : new String[] {"/_/ready", "/_/metrics", "/"}) call("GET", path, null);
      for (int i = 0; i < CALLS; i++) call("POST", "/", body);
    } catch (IOException e) {
      throw new StartException("Training failed: " + e, e);
    }
  }

  private void call(String method, String path, byte[] body) throws IOException {
    URL url = new URL("http", "127.0.0.1", port, path);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestMethod(method);
    connection.setRequestProperty("Content-Type", "application/json");
    if (body != null) send(connection, body);
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (in != null) in.readAllBytes();
    }
    log.info("trained", "method", method, "path", path, "status", status);
  }

  private static void send(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }
}
