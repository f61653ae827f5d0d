package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.page.Answer;
import io.cvpfunctions.lab.page.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls functions for the page as any caller does: through the gateway, signed where they want it.
 */
final class PageCalls implements Caller {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(65);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Lab lab;

  PageCalls(Lab lab) {
    this.lab = lab;
  }

  @Override
  public Answer call(String function, byte[] body) throws InterruptedException {
    if (!lab.functions().names().contains(function)) {
      throw new IllegalArgumentException("there is no function " + function);
    }
    return post("/function/" + function, body);
  }

  @Override
  public Answer report(String serial) throws InterruptedException {
    Switch device = lab.network().withSerial(serial);
    ObjectNode request = JSON.createObjectNode();
    ObjectNode about = request.putObject("device");
    about.put("host", device.address()).put("name", device.hostname()).put("serialNumber", serial);
    about.putArray("tags").add(lab.network().containerOf(device));
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    return post("/function/run-validation?format=html", body);
  }

  private Answer post(String path, byte[] body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(lab.gateway().url() + path))
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofByteArray(body));
    lab.payloadSecret().ifPresent(key -> request.header("X-Signature-256", sign(key, body)));
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
      return new Answer(answer.statusCode(), type, answer.body());
    } catch (IOException away) {
      throw new UncheckedIOException("the gateway does not answer", away);
    }
  }

  private static String sign(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
