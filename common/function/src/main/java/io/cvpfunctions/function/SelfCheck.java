package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Signature;
import java.time.Duration;

/** Answers {@code GET ?check}: what every function needs first, then what this one does. */
final class SelfCheck {
  private static final Duration GATEWAY_LIMIT = Duration.ofSeconds(5);

  private final Started started;
  private final FunctionRequest request;
  private final Call call;
  private final Checkup checkup = new Checkup();

  SelfCheck(Started started, FunctionRequest request, Call call) {
    this.started = started;
    this.request = request;
    this.call = call;
  }

  /**
   * The description with what was found. Where calls have to be signed, this one has to be, too:
   * nobody else is to have remotes called.
   */
  Reply answer(ObjectNode description) {
    String signature = request.header(Signature.HEADER);
    started.signature().body(signature, request.body());
    checkup.ok("settings", "all of them can be read");
    signature(!signature.isBlank());
    timeouts();
    if (!started.chain().steps().isEmpty()) chain();
    started.function().check(checkup, call);
    checkup.writeTo(description);
    return Reply.json(200, description, "checked", checkup.summary());
  }

  private void signature(boolean signed) {
    if (started.signature().required()) {
      checkup.ok("signature", "it is required, and that of this call is right");
    } else if (signed) {
      checkup.warning(
          "signature",
          "the caller signs, but nobody here looks: any caller is let in",
          "Mount the secret payload-secret: list it in stack.yml, and deploy.");
    } else {
      checkup.ok("signature", "none is required: no payload-secret is mounted");
    }
  }

  private void timeouts() {
    Duration exec = started.execTimeout();
    Duration write = started.writeTimeout();
    String times = "exec_timeout " + GoDuration.format(exec);
    String both = times + ", write_timeout " + GoDuration.format(write);
    if (exec.compareTo(write) < 0) {
      checkup.ok("timeouts", both);
    } else {
      String what = both + ": the watchdog hangs up before the function has to answer";
      checkup.warning("timeouts", what, "Set write_timeout above exec_timeout.");
    }
  }

  /** Only calls without a watcher need the gateway: it chains by itself. */
  private void chain() {
    Chain chain = started.chain();
    try {
      chain.reach(call.budget().atMost(GATEWAY_LIMIT));
      checkup.ok("chain", "the gateway answers, for " + String.join(" ", chain.steps()));
    } catch (CallFailedException failed) {
      checkup.warning(
          "chain",
          failed.getMessage() + "; calls from the UI or faas-cli go no further than this function",
          "Set gateway_url, or let the function reach the gateway.");
    }
  }
}
