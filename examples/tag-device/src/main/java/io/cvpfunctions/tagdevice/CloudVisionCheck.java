package io.cvpfunctions.tagdevice;

import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether CloudVision would take tags of us: the way to it, the token, its rights, and the
 * label. It asks and changes nothing. Of one call; not thread-safe.
 */
final class CloudVisionCheck {
  private static final Duration TOKEN_NOTICE = Duration.ofDays(30);
  private static final String TOKEN = "token";
  private static final String REACH =
      "See that CloudVision is up, that the function reaches it, and that cloudvision_url and the"
          + " secret cloudvision-ca.pem are its own.";
  private static final String RENEW =
      "Make a new token for the service account, put it into the secret cloudvision-token, and"
          + " deploy.";
  private static final String ROLE =
      "Give the service account a role that may read and write tags, and make, build and submit"
          + " workspaces.";
  private static final String CHOOSE = "Set tag_label to another label.";

  private final TagRule rule;
  private final CloudVisionSettings settings;
  private final CloudVision cloudVision;
  private final Checkup checkup;
  private final Budget budget;
  private Optional<CallFailedException> refusal = Optional.empty();
  private boolean labelOfTheSystem;

  CloudVisionCheck(
      TagRule rule,
      CloudVisionSettings settings,
      CloudVision cloudVision,
      Checkup checkup,
      Budget budget) {
    this.rule = rule;
    this.settings = settings;
    this.cloudVision = cloudVision;
    this.checkup = checkup;
    this.budget = budget;
  }

  /** What cannot be told of a CloudVision that is away, or knows nobody, is left out. */
  void run() {
    if (!checkup.attempt("cloudvision", REACH, this::reach)) return;
    token();
    if (refusal.isPresent()) return;
    if (checkup.attempt("tags", ROLE, this::readTags)) label();
    checkup.attempt("workspaces", ROLE, this::readWorkspaces);
  }

  private String reach() {
    refusal = cloudVision.tokenRefusal(budget);
    return settings + " answers";
  }

  private void token() {
    Instant now = Instant.now();
    Optional<Instant> end = settings.tokenEnd();
    String until = end.map(at -> until(now, at)).orElse("; it does not say until when");
    if (refusal.isPresent()) {
      checkup.failure(TOKEN, refusal.get().getMessage() + until, RENEW);
    } else if (end.filter(at -> now.isAfter(at.minus(TOKEN_NOTICE))).isPresent()) {
      checkup.warning(TOKEN, "it is accepted" + until, RENEW);
    } else {
      checkup.ok(TOKEN, "it is accepted" + until);
    }
  }

  private static String until(Instant now, Instant end) {
    if (now.isAfter(end)) return "; it says that it ended at " + end;
    return "; it ends at " + end + ", days left: " + Duration.between(now, end).toDays();
  }

  private String readTags() {
    labelOfTheSystem = cloudVision.setsItself(rule.elementType(), rule.label(), budget);
    return "may be read; whether they may be written shows with the first event";
  }

  private void label() {
    if (labelOfTheSystem) {
      checkup.failure("label", "CloudVision sets " + rule.label() + " itself", CHOOSE);
    } else {
      checkup.ok(
          "label",
          rule.label()
              + " is nobody else's: CloudVision does not set it itself, and the watcher is said to"
              + " listen to others, watcher_tag_labels="
              + rule.watchedLabels());
    }
  }

  private String readWorkspaces() {
    cloudVision.workspaces(TagDevice.NAME, budget);
    return "may be read; whether they may be made, built and submitted shows with the first event";
  }
}
