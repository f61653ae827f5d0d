package io.cvpfunctions.slack.api;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.slack.message.SlackMessage;
import java.util.Optional;

/** A channel that the bot posts to, by its id or {@code #name}. Immutable. */
public final class BotChannel implements Outlet {
  private final Bot bot;
  private final String channel;

  /** That channel, through that bot. */
  public BotChannel(Bot bot, String channel) {
    this.bot = bot;
    this.channel = channel;
  }

  @Override
  public Optional<SlackThread> post(SlackMessage message, Budget budget) {
    return bot.post(channel, message, budget);
  }

  /** Whether the app is in the channel a token with the least scopes may not ask. */
  @Override
  public String check(Budget budget) {
    return bot.check(budget) + "; whether it is in " + channel + " shows a message only";
  }

  @Override
  public Optional<Bot> bot() {
    return Optional.of(bot);
  }

  @Override
  public String toString() {
    return channel;
  }
}
