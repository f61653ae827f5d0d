package io.cvpfunctions.slack;

import io.cvpfunctions.slack.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code slack_rules}: for which events, where to, and who is mentioned. Immutable.
 *
 * <p>{@code severity=ERROR container=DC1-* -> #dc1-alarms @here}
 */
final class Rule {
  private static final Pattern CONDITION = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)\\s*");
  private static final Pattern MENTION =
      Pattern.compile("@(here|channel|everyone)|@([UW][A-Z0-9]{2,30})|@(S[A-Z0-9]{2,30})");
  private static final Pattern CHANNEL =
      Pattern.compile("#[\\p{L}\\p{N}_-]{1,80}|[CDG][A-Z0-9]{2,30}");
  private static final Pattern WEBHOOK = Pattern.compile("webhook:([a-z0-9]([a-z0-9-]*[a-z0-9])?)");

  /** They stand in every message of the rule, which has its limits. */
  private static final int MENTIONS = 10;

  private final Map<String, String> conditions;
  private final Optional<String> channel;
  private final Optional<String> webhook;
  private final String mentions;

  private Rule(
      Map<String, String> conditions,
      Optional<String> channel,
      Optional<String> webhook,
      String mentions) {
    this.conditions = conditions;
    this.channel = channel;
    this.webhook = webhook;
    this.mentions = mentions;
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Rule parse(String line) {
    int arrow = line.indexOf(" -> ");
    if (arrow < 0) throw new IllegalArgumentException("expected CONDITIONS -> #channel @mention");
    Optional<String> channel = Optional.empty();
    Optional<String> webhook = Optional.empty();
    List<String> mentions = new ArrayList<>();
    for (String word : line.substring(arrow + 4).trim().split("\\s+", -1)) {
      Matcher hook = WEBHOOK.matcher(word);
      if (word.startsWith("@")) mentions.add(mention(word));
      else if (channel.isPresent() || webhook.isPresent()) {
        throw new IllegalArgumentException("there is one channel a rule, and " + word + " is more");
      } else if (hook.matches()) webhook = Optional.of(hook.group(1));
      else channel = Optional.of(channel(word));
    }
    return new Rule(conditions(line.substring(0, arrow)), channel, webhook, join(mentions));
  }

  private static String join(List<String> mentions) {
    if (mentions.size() <= MENTIONS) return String.join(" ", mentions);
    throw new IllegalArgumentException("mentions more than " + MENTIONS + ": make them a group");
  }

  private static Map<String, String> conditions(String text) {
    Map<String, String> conditions = new TreeMap<>();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      Matcher condition = CONDITION.matcher(rest);
      if (!condition.lookingAt()) throw new IllegalArgumentException(rest + " is no condition");
      String name = condition.group(1);
      if (conditions.put(name, condition.group(2).replace("\"", "")) != null) {
        throw new IllegalArgumentException(name + " stands twice: make it two rules");
      }
      rest = rest.substring(condition.end());
    }
    conditions.forEach(Rule::check);
    return conditions;
  }

  private static void check(String name, String value) {
    if (!List.of("type", "severity", "container").contains(name)) {
      throw new IllegalArgumentException(name + " is not one of type, severity, container");
    }
    if (name.equals("severity") && Severity.rank(value.toUpperCase(Locale.ROOT)) < 0) {
      throw new IllegalArgumentException(value + " is not one of " + Severity.RANKS);
    }
  }

  /** Whether a bot can post there: {@code #name} or an id. */
  static boolean isChannel(String word) {
    return CHANNEL.matcher(word).matches();
  }

  private static String channel(String word) {
    if (isChannel(word)) return word;
    throw new IllegalArgumentException(word + " is no #channel, channel id or webhook:NAME");
  }

  private static String mention(String word) {
    Matcher mention = MENTION.matcher(word);
    if (!mention.matches()) {
      throw new IllegalArgumentException(word + " is not @here, @channel, @U... or @S...");
    }
    if (mention.group(1) != null) return "<!" + mention.group(1) + ">";
    return mention.group(2) != null
        ? "<@" + mention.group(2) + ">"
        : "<!subteam^" + mention.group(3) + ">";
  }

  /** Whether all its conditions hold. */
  boolean matches(EventFacts facts) {
    return holds("type", type -> glob(type, facts.type()))
        && holds("severity", least -> isAtLeast(facts.severity(), least))
        && holds("container", name -> facts.containers().stream().anyMatch(c -> glob(name, c)));
  }

  private boolean holds(String name, Predicate<String> condition) {
    return !conditions.containsKey(name) || condition.test(conditions.get(name));
  }

  private static boolean isAtLeast(String severity, String least) {
    return Severity.rank(severity) >= Severity.rank(least.toUpperCase(Locale.ROOT));
  }

  private static boolean glob(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return text.matches("(?is)" + regex);
  }

  /** The pattern of containers that it is for, where it names one. */
  Optional<String> container() {
    return Optional.ofNullable(conditions.get("container"));
  }

  /** The channel for the bot, where it names one. */
  Optional<String> channel() {
    return channel;
  }

  /** The name of a webhook, where it names one. */
  Optional<String> webhook() {
    return webhook;
  }

  /** As Slack writes them: {@code <!here> <@U1>}; empty for none. */
  String mentions() {
    return mentions;
  }
}
