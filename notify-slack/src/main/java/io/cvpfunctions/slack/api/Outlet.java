package io.cvpfunctions.slack.api;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.slack.message.SlackMessage;
import java.util.Optional;

/** A way out: an incoming webhook, or a channel that a bot token posts to. Thread-safe. */
public interface Outlet {
  /**
   * Posts a message.
   *
   * @return where others can answer to it, if they can
   * @throws io.cvpfunctions.remote.CallFailedException where it was not posted, or nobody knows
   */
  Optional<SlackThread> post(SlackMessage message, Budget budget);

  /**
   * Looks whether messages would be taken, and posts none.
   *
   * @return what was found, for people
   * @throws io.cvpfunctions.remote.CallFailedException where none would be taken, or nobody knows
   */
  String check(Budget budget);

  /** The bot behind it, which can answer, change and attach; empty for a webhook. */
  Optional<Bot> bot();
}
