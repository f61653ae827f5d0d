package io.cvpfunctions.slack;

import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.slack.api.Bot;
import io.cvpfunctions.slack.api.BotChannel;
import io.cvpfunctions.slack.api.Outlet;
import io.cvpfunctions.slack.api.Poster;
import io.cvpfunctions.slack.api.SlackAddress;
import io.cvpfunctions.slack.api.SlackWebhook;
import io.cvpfunctions.slack.api.WebApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Reads where messages go to: a webhook or a bot token, and the rules. Not thread-safe. */
final class RoutesReader {
  private static final String WEBHOOK = "slack-webhook-url";
  private static final String TOKEN = "slack-bot-token";
  private static final String NEITHER =
      "neither the secret slack-webhook-url nor slack-bot-token is mounted: faas-cli secret create"
          + " slack-webhook-url, and list it in stack.yml";

  private final Settings settings;
  private final HttpRemote slack;
  private final Poster poster;
  private final Duration timeout;
  private final Optional<Bot> bot;
  private final Map<String, Outlet> outlets = new HashMap<>();

  private RoutesReader(Settings settings, HttpRemote slack, Poster poster) {
    this.settings = settings;
    this.slack = slack;
    this.poster = poster;
    this.timeout = settings.duration("slack_timeout", Duration.ofSeconds(10));
    this.bot = bot();
  }

  /** Of no use where there were problems, which are noted in the settings. */
  static Routes read(Settings settings, HttpRemote slack, Poster poster) {
    RoutesReader reader = new RoutesReader(settings, slack, poster);
    Outlet usual = reader.usual();
    Routes routes = new Routes(usual);
    settings
        .optionalText("slack_rules")
        .ifPresent(rules -> rules.lines().forEach(line -> reader.rule(line, usual, routes)));
    return routes;
  }

  private Optional<Bot> bot() {
    Optional<Secret> token = settings.optionalSecret(TOKEN);
    if (token.filter(secret -> !fitsAHeader(secret)).isPresent()) {
      settings.problem("the secret " + TOKEN + " is not one token on one line");
    }
    HttpUrl address = SlackAddress.api(settings);
    return token.map(secret -> new Bot(new WebApi(slack, address, secret, timeout), poster));
  }

  private static boolean fitsAHeader(Secret token) {
    return token.reveal().matches("[!-~]+");
  }

  private Outlet usual() {
    Optional<String> channel = settings.optionalText("slack_channel");
    if (bot.isPresent()) {
      String hint = "the channel for the bot, as #network or by its id";
      return usualChannel(settings.requiredText("slack_channel", hint));
    }
    if (channel.isPresent()) settings.problem("slack_channel needs the secret slack-bot-token");
    if (settings.optionalSecret(WEBHOOK).isEmpty()) {
      settings.problem(NEITHER);
      return null;
    }
    return webhook(WEBHOOK);
  }

  private Outlet usualChannel(String name) {
    if (!name.isEmpty() && !Rule.isChannel(name)) {
      settings.problem("slack_channel=" + name + " is neither #channel nor the id of one");
    }
    return channel(name);
  }

  private void rule(String line, Outlet usual, Routes routes) {
    if (line.isBlank() || line.startsWith("#")) return;
    try {
      Rule rule = Rule.parse(line);
      routes.with(rule, outlet(rule, usual));
    } catch (IllegalArgumentException wrong) {
      settings.problem("slack_rules: " + line.strip() + ": " + wrong.getMessage());
    }
  }

  private Outlet outlet(Rule rule, Outlet usual) {
    if (rule.webhook().isPresent()) return webhook(WEBHOOK + "." + rule.webhook().get());
    return rule.channel().isPresent() ? channel(rule.channel().get()) : usual;
  }

  private Outlet channel(String name) {
    if (bot.isEmpty()) throw new IllegalArgumentException("a channel needs slack-bot-token");
    return outlets.computeIfAbsent(name, to -> new BotChannel(bot.get(), to));
  }

  private Outlet webhook(String secret) {
    return outlets.computeIfAbsent(
        secret,
        name ->
            SlackAddress.webhook(settings, name)
                .map(address -> new SlackWebhook(slack, address, name, timeout, poster))
                .orElse(null));
  }
}
