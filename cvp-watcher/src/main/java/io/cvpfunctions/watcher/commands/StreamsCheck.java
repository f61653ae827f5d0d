package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentKey;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentStreamResponse;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.Bell;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.streams.OpenStream;
import io.cvpfunctions.watcher.streams.Resources;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.streams.StreamEnd.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tries every stream that a source would open, and says what each lists. */
final class StreamsCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final CloudVisionSettings settings;
  private final Clock clock;

  StreamsCheck(CloudVisionSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void run(Findings findings, Today today) {
    try (CloudVision cloudVision =
            new CloudVision(settings.nodes(), settings.credentials(), settings.trust(), clock);
        Resources resources =
            new Resources(cloudVision.nodes(), settings.sources().grpcPort(), settings.trust())) {
      Tries tries = new Tries(resources, findings);
      List<String> labels = settings.sources().tagLabels();
      tries.of(
          "provisioned",
          "provisioned devices",
          resources::provisioned,
          ProvisionedDeviceStreamResponse::getType,
          each -> {});
      boolean tags =
          tries.of(
              "tags",
              "tags of " + String.join(", ", labels),
              arrived -> resources.tags(labels, arrived),
              TagAssignmentStreamResponse::getType,
              each -> tag(each.getValue().getKey(), today));
      if (tags) today.tagsKnown();
      tries.of(
          "events",
          "CloudVision events",
          resources::events,
          EventStreamResponse::getType,
          each -> {});
    }
  }

  private static void tag(TagAssignmentKey key, Today today) {
    today.tag(key.getLabel().getValue(), key.getValue().getValue());
  }

  private final class Tries {
    private final Resources resources;
    private final Findings findings;

    Tries(Resources resources, Findings findings) {
      this.resources = resources;
      this.findings = findings;
    }

    /** Whether it listed all there is. */
    <M> boolean of(
        String source,
        String what,
        Function<Runnable, OpenStream<M>> subscription,
        Function<M, Operation> type,
        Consumer<M> each) {
      if (!settings.sources().enabled().contains(source)) return false;
      try {
        Optional<StreamEnd> end = one(source, what, subscription, type, each);
        while (end.isPresent() && end.get().kind() == Kind.UNREACHABLE && resources.untried()) {
          end = one(source, what, subscription, type, each);
        }
        end.ifPresent(why -> absent(source, why));
        return end.isEmpty();
      } catch (CallFailedException failed) {
        findings.failure("source " + source + ": " + failed.getMessage(), "See above.");
        return false;
      }
    }

    private <M> Optional<StreamEnd> one(
        String source,
        String what,
        Function<Runnable, OpenStream<M>> subscription,
        Function<M, Operation> type,
        Consumer<M> seen) {
      Bell bell = new Bell();
      Instant until = clock.instant().plus(LIMIT);
      try (OpenStream<M> stream = subscription.apply(bell::ring)) {
        long listed = 0;
        while (clock.instant().isBefore(until)) {
          for (M each : stream.take(1000)) {
            if (type.apply(each) == Operation.INITIAL) {
              listed++;
              seen.accept(each);
            }
            if (type.apply(each) != Operation.INITIAL_SYNC_COMPLETE) continue;
            findings.sees("source %s: %s lists %d %s".formatted(source, stream, listed, what));
            resources.answered(stream);
            return Optional.empty();
          }
          if (stream.end().isPresent()) return ended(stream, stream.end().get());
          bell.await(Duration.ofMillis(500));
        }
        String slow = "no complete list within " + LIMIT.toSeconds() + " s";
        return ended(stream, new StreamEnd(Kind.UNREACHABLE, slow));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private Optional<StreamEnd> ended(OpenStream<?> stream, StreamEnd end) {
      resources.ended(stream, end);
      return Optional.of(end);
    }

    private void absent(String source, StreamEnd end) {
      String what = "source " + source + ": " + end.detail() + " at " + resources.endpoints();
      String todo = todo(end.kind());
      if (settings.sources().auto()) findings.warning(what, todo);
      else findings.failure(what, todo);
    }

    private static String todo(Kind kind) {
      return switch (kind) {
        case UNREACHABLE -> "Streams are from 2021.1; check --grpc-port, proxy and firewall.";
        case UNAUTHENTICATED -> "Check the token, or the account.";
        case FORBIDDEN -> "Give the account's role the right to read it.";
        case NOT_OFFERED -> "This release does not have it: nothing to do but an upgrade.";
        default -> "Try again; look at CloudVision's own state.";
      };
    }
  }
}
