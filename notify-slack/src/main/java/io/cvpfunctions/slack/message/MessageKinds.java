package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Alerts;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.ValidationReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the messages for events: one for one, a digest for many, of one kind or of several. */
public final class MessageKinds {
  private static final int LONGEST_FILE_NAME = 80;

  private final Map<String, MessageKind> kinds = new LinkedHashMap<>();
  private final List<String> types = new ArrayList<>();
  private final Templates templates;

  /** Kinds that look as the templates say. */
  public MessageKinds(Templates templates) {
    this.templates = templates;
    digested(EventTypes.DEVICE_MOVED, "moved", MoveView::moved, MoveDigestView::moved);
    digested(EventTypes.DEVICE_ADDED, "added", MoveView::added, MoveDigestView::added);
    inLines(EventTypes.DEVICE_CHANGED, "changed", ChangeView::of, "changes of devices");
    digested(EventTypes.DEVICE_UNPROVISIONED, "unprovisioned", LeftView::one, LeftView::many);
    digested(EventTypes.DEVICE_REMOVED, "removed", LeftView::one, LeftView::many);
    MessageKind event = kind("event", EventView::one, EventView::many);
    kinds.put(EventTypes.EVENT_RAISED, event);
    kinds.put(EventTypes.EVENT_UPDATED, event);
    kinds.put(EventTypes.EVENT_RESOLVED, event);
    MessageKind warning = lines("watcher", WarningView::of, "messages of the watcher");
    kinds.put(EventTypes.WATCHER_BLIND, warning);
    kinds.put(EventTypes.WATCHER_SEES, warning);
    kinds.put(EventTypes.WATCHER_SUSPICIOUS, warning);
    digested(EventTypes.VALIDATION_COMPLETED, "validation", ReportView::of, ReportDigestView::of);
    inLines(TextView.TYPE, "text", TextView::of, "messages");
    types.addAll(kinds.keySet());
    types.add(Alerts.TYPE);
  }

  private void digested(
      String type,
      String name,
      Function<CloudEvent, Values> one,
      Function<List<CloudEvent>, Values> many) {
    kinds.put(type, kind(name, one, many));
  }

  private MessageKind kind(
      String name, Function<CloudEvent, Values> one, Function<List<CloudEvent>, Values> many) {
    return MessageKind.of(templates.of(name), one, templates.of(name + "-digest"), many);
  }

  private void inLines(String type, String name, Function<CloudEvent, Values> one, String what) {
    kinds.put(type, lines(name, one, what));
  }

  private MessageKind lines(String name, Function<CloudEvent, Values> one, String what) {
    return MessageKind.inLines(templates.of(name), one, templates.of("lines"), what);
  }

  /** All types of event that have a message. */
  public List<String> types() {
    return Collections.unmodifiableList(types);
  }

  /** The same for types of event that have a digest together. */
  public Object kind(String type) {
    return kinds.containsKey(type) ? kinds.get(type) : type;
  }

  /**
   * The one message for these events.
   *
   * @throws io.cvpfunctions.events.EventDataException where an event's data is wrong
   */
  public SlackMessage message(List<CloudEvent> told) {
    List<CloudEvent> events = Alerts.unpacked(told);
    Map<MessageKind, List<CloudEvent>> byKind =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> kinds.get(event.getType()), LinkedHashMap::new, Collectors.toList()));
    List<SlackMessage> parts =
        byKind.entrySet().stream()
            .map(kind -> kind.getKey().message(kind.getValue()))
            .collect(Collectors.toList());
    SlackMessage whole = parts.size() == 1 ? parts.get(0) : digest(events, parts);
    SlackMessage message = whole.lacking(Alerts.truncated(told));
    return told.stream().allMatch(Events::isRehearsal) ? message.asRehearsal() : message;
  }

  /** The headlines of all parts come first, so that no count is lost where not all fits. */
  private SlackMessage digest(List<CloudEvent> events, List<SlackMessage> parts) {
    List<Values> headlines =
        parts.stream()
            .map(part -> new Values().own("headline", part.text()))
            .collect(Collectors.toList());
    return templates.of("digest").render(Common.of(events).list("parts", headlines), parts);
  }

  /** What a validation adds to the message of what was validated. */
  public SlackMessage verdict(CloudEvent validation) {
    ValidationReport report = Events.data(validation, ValidationReport::from);
    SlackMessage verdict =
        templates.of("verdict").render(Common.of(validation).all(ReportView.head(report)));
    return Events.isRehearsal(validation) ? verdict.asRehearsal() : verdict;
  }

  /** The page that is attached to a validation. */
  public String page(CloudEvent validation) {
    return templates.page(ReportPage.of(Events.data(validation, ValidationReport::from)));
  }

  /** What that page is called. */
  public String pageName(CloudEvent validation) {
    ValidationReport report = Events.data(validation, ValidationReport::from);
    String device = report.device().name().replaceAll("[^A-Za-z0-9._-]+", "-");
    String start = device.substring(0, Math.min(device.length(), LONGEST_FILE_NAME));
    return start + "-" + report.verdict().word() + ".html";
  }
}
