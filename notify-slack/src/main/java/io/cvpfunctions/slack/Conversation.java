package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.slack.api.Bot;
import io.cvpfunctions.slack.api.Outlet;
import io.cvpfunctions.slack.api.SlackThread;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.SlackMessage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one event through a bot: as the first message of a thread, or in the thread that its chain
 * has already. What can be repeated without harm comes before what cannot. Thread-safe.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final MessageKinds kinds;

  Conversation(MessageKinds kinds) {
    this.kinds = kinds;
  }

  Told tell(CloudEvent event, SlackMessage message, Route route, Budget budget) {
    Optional<Bot> bot = route.outlet().bot();
    if (bot.isEmpty()) return first(message, route, budget);
    Optional<SlackThread> thread = SlackThread.of(event);
    switch (event.getType()) {
      case EventTypes.VALIDATION_COMPLETED:
        return validation(event, message, route, bot.get(), budget);
      case EventTypes.EVENT_UPDATED:
        return thread
            .map(known -> updated(known, message, route, bot.get(), budget))
            .orElseGet(() -> first(message, route, budget));
      case EventTypes.EVENT_RESOLVED:
        if (thread.isPresent() && bot.get().replace(thread.get(), message, budget)) {
          return Told.updated(thread.get());
        }
        return first(message, route, budget);
      default:
        return thread
            .map(known -> reply(known, message, route, bot.get(), budget))
            .orElseGet(() -> first(message, route, budget));
    }
  }

  private static Told first(SlackMessage message, Route route, Budget budget) {
    Outlet outlet = route.outlet();
    return Told.posted(outlet.post(message.mentioning(route.mentions()), budget));
  }

  /** Anew, where the thread is gone or its channel was archived or left. */
  private static Told reply(
      SlackThread thread, SlackMessage message, Route route, Bot bot, Budget budget) {
    return Told.posted(answered(thread, message, route, bot, budget));
  }

  private static Optional<SlackThread> answered(
      SlackThread thread, SlackMessage message, Route route, Bot bot, Budget budget) {
    SlackMessage calling = message.mentioning(route.mentions());
    return bot.reply(thread, calling, budget)
        ? Optional.of(thread)
        : route.outlet().post(calling, budget);
  }

  /** The first message shows how it is now, and the thread what became of it. */
  private static Told updated(
      SlackThread thread, SlackMessage message, Route route, Bot bot, Budget budget) {
    boolean there = bot.replace(thread, message, budget);
    return there
        ? reply(thread, message, route, bot, budget).andUpdated(true)
        : first(message, route, budget);
  }

  private Told validation(
      CloudEvent event, SlackMessage message, Route route, Bot bot, Budget budget) {
    Optional<SlackThread> chain = SlackThread.of(event);
    boolean there =
        chain.map(thread -> bot.replaceBar(thread, kinds.verdict(event), budget)).orElse(false);
    Optional<SlackThread> where =
        there
            ? answered(chain.get(), message, route, bot, budget)
            : route.outlet().post(message.mentioning(route.mentions()), budget);
    Told told = Told.posted(where).andUpdated(there);
    return where.isEmpty() ? told : told.andAttached(attach(event, where.get(), bot, budget));
  }

  /** Whatever fails, the news is told by now, and must not be told again for want of a file. */
  private Optional<String> attach(CloudEvent event, SlackThread thread, Bot bot, Budget budget) {
    try {
      bot.attach(thread, kinds.pageName(event), kinds.page(event), budget);
      return Optional.empty();
    } catch (RuntimeException failure) {
      LOG.atWarn()
          .addKeyValue("id", event.getId())
          .log("the report is not attached: {}", failure.getMessage());
      return Optional.of(failure.getMessage());
    }
  }
}
