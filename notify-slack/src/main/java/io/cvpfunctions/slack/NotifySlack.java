package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Tells a Slack channel what happened to the network. */
public final class NotifySlack implements EventFunction {
  private static final String NAME = "notify-slack";
  private static final int REMEMBERED = 10_000;

  private final MessageKinds kinds;
  private final Teller teller;

  NotifySlack(MessageKinds kinds, Teller teller) {
    this.kinds = kinds;
    this.teller = teller;
  }

  /**
   * Reads the secret {@code slack-webhook-url}, {@code slack_timeout}, {@code slack_tell_changes}.
   */
  public static NotifySlack from(Settings settings) {
    Optional<HttpUrl> address = WebhookAddress.from(settings);
    Duration timeout = settings.duration("slack_timeout", Duration.ofSeconds(10));
    boolean changes = settings.flag("slack_tell_changes", false);
    settings.check();
    HttpRemote slack = HttpRemote.named("Slack");
    SlackWebhook webhook = new SlackWebhook(slack, address.orElseThrow(), timeout);
    Poster poster = new Poster(webhook, wait -> Thread.sleep(wait.toMillis()));
    return new NotifySlack(
        new MessageKinds(changes), new Teller(poster, new ToldEvents(REMEMBERED)));
  }

  @Override
  public String description() {
    return "Tells a Slack channel of moved devices, validations, CloudVision events and warnings.";
  }

  @Override
  public List<String> types() {
    return kinds.types();
  }

  /** What is known and has no message is skipped; what nobody knows is the sender's mistake. */
  @Override
  public boolean takes(String type) {
    return types().contains(type) || type.equals(EventTypes.CUSTOM);
  }

  @Override
  public CloudEvent typed(EventMessage message, Call call) {
    String text = message.text().or(() -> message.json().flatMap(NotifySlack::text)).orElse("");
    if (text.isBlank()) {
      throw ProblemException.malformed(
          "expected text, {\"text\": \"...\"}, or a CloudEvent such as " + EventTypes.DEVICE_MOVED);
    }
    return Events.first(
        TextMessage.TYPE, call.id(), URI.create(NAME), null, Instant.now(), TextMessage.data(text));
  }

  private static Optional<String> text(JsonNode json) {
    JsonNode text = json.isTextual() ? json : json.path("text");
    return Optional.of(text).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    Optional<MessageKind> kind = kinds.of(event.getType());
    if (kind.isEmpty()) return MessageKinds.notTold(event);
    return teller.tell(event, kind.get().message(List.of(event)), call.budget());
  }

  @Override
  public List<Result> handleBatch(List<CloudEvent> events, Call call) {
    return BatchTeller.tell(events, kinds, teller, call);
  }

  @Override
  public void close() {
    teller.close();
  }
}
