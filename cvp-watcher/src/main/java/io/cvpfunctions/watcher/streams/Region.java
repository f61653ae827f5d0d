package io.cvpfunctions.watcher.streams;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentKey;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentRequest;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentServiceGrpc;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the hosted service keeps the tenant; servers of one's own do not know the question. It is
 * asked before any stream is opened, until it is answered. Thread-safe.
 */
final class Region {
  private static final Logger LOG = LoggerFactory.getLogger(Region.class);
  private static final Duration QUESTION = Duration.ofSeconds(5);
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);
  private static final int HTTPS = 443;
  private static final AssignmentRequest OWN =
      AssignmentRequest.newBuilder()
          .setKey(AssignmentKey.newBuilder().setSystemId(StringValue.getDefaultInstance()))
          .build();

  private final Streams streams;
  private boolean known;
  private long notBefore = System.nanoTime();

  Region(Streams streams) {
    this.streams = streams;
  }

  /**
   * Sends all there; where nothing comes back, streams wait for that no more than once a minute.
   */
  synchronized void find() {
    if (known || System.nanoTime() - notBefore < 0) return;
    known = streams.current().node().canLogIn() || ask();
  }

  private boolean ask() {
    try {
      var answer = streams.one(AssignmentServiceGrpc.getGetOneMethod(), OWN, QUESTION);
      answer.getValue().getClusters().getValuesList().stream()
          .flatMap(cluster -> cluster.getHosts().getValuesList().stream())
          .findFirst()
          .ifPresent(this::redirect);
      return true;
    } catch (StreamFailedException failed) {
      StreamEnd.Kind kind = failed.end().kind();
      if (kind == StreamEnd.Kind.SILENT) notBefore = System.nanoTime() + AFTER_SILENCE.toNanos();
      return kind != StreamEnd.Kind.UNREACHABLE && kind != StreamEnd.Kind.SILENT;
    } catch (CallFailedException noLogin) {
      return false;
    }
  }

  private void redirect(String target) {
    String text = target.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    int colon = text.lastIndexOf(':');
    boolean port = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
    String host = port ? text.substring(0, colon) : text;
    if (host.isBlank()) return;
    streams.redirect(host, port ? Integer.parseInt(text.substring(colon + 1)) : HTTPS);
    LOG.atInfo()
        .addKeyValue("event", "streams.redirected")
        .log("the tenant's region is at {}: streams go there", text);
  }
}
