package io.cvpfunctions.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.EventMessage;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.function.Call;
import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.Outcome;
import io.cvpfunctions.function.ProblemException;
import io.cvpfunctions.function.Result;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.slack.api.Poster;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.Templates;
import io.cvpfunctions.slack.message.TextView;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells a Slack channel what happened to the network. */
public final class NotifySlack implements EventFunction {
  private static final String NAME = "notify-slack";

  private final MessageKinds kinds;
  private final Routes routes;
  private final Teller teller;
  private final HttpRemote slack;

  NotifySlack(MessageKinds kinds, Routes routes, Teller teller, HttpRemote slack) {
    this.kinds = kinds;
    this.routes = routes;
    this.teller = teller;
    this.slack = slack;
  }

  /** Reads the webhook or the bot token, the rules, the templates, and what is to be told. */
  public static NotifySlack from(Settings settings) {
    return from(settings, wait -> Thread.sleep(wait.toMillis()));
  }

  static NotifySlack from(Settings settings, Poster.Sleeper sleeper) {
    HttpRemote slack = HttpRemote.named("Slack");
    Duration pace = settings.duration("slack_pace", Duration.ofSeconds(1));
    Routes routes = RoutesReader.read(settings, slack, Poster.every(pace, sleeper));
    MessageKinds kinds = new MessageKinds(Templates.from(settings));
    boolean changes = settings.flag("slack_tell_changes", false);
    settings.check();
    return new NotifySlack(kinds, routes, new Teller(kinds, routes, changes), slack);
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
    URI source = URI.create(NAME);
    Optional<CloudEvent> alerts = message.json().flatMap(body -> Alerts.event(body, source));
    if (alerts.isPresent()) return alerts.get();
    String text = message.text().or(() -> message.json().flatMap(NotifySlack::text)).orElse("");
    if (text.isBlank()) {
      throw ProblemException.malformed(
          "expected text, {\"text\": \"...\"}, or a CloudEvent such as " + EventTypes.DEVICE_MOVED);
    }
    JsonNode data = TextView.data(text);
    return Events.first(TextView.TYPE, call.id(), source, null, Instant.now(), data);
  }

  private static Optional<String> text(JsonNode json) {
    JsonNode text = json.isTextual() ? json : json.path("text");
    return Optional.of(text).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  @Override
  public Outcome handle(CloudEvent event, Call call) {
    return teller.tell(event, call.budget());
  }

  @Override
  public List<Result> handleBatch(List<CloudEvent> events, Call call) {
    return BatchTeller.tell(events, teller, call);
  }

  @Override
  public void check(Checkup checkup, Call call) {
    routes.check(checkup, call.budget());
  }

  @Override
  public void close() {
    slack.close();
  }
}
