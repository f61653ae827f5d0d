package io.cvpfunctions.slack.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a template can fill in. Text is foreign unless it is put as {@link Mrkdwn}; what is not
 * known is not there. Not thread-safe.
 */
final class Values {
  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-;=?-_a-{}~]{1,1000}");

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Puts a foreign name. */
  Values name(String key, String value) {
    values.put(key, Foreign.name(value));
    return this;
  }

  /** Puts a foreign name, where there is one. */
  Values name(String key, Optional<String> value) {
    value.ifPresent(text -> name(key, text));
    return this;
  }

  /** Puts foreign text. */
  Values foreign(String key, Foreign value) {
    values.put(key, value);
    return this;
  }

  /** Puts words or markup of our own. */
  Values own(String key, String value) {
    return own(key, Mrkdwn.of(value));
  }

  /** Puts words or markup of our own, unless there are none. */
  Values own(String key, Mrkdwn value) {
    if (!value.isEmpty()) values.put(key, value);
    return this;
  }

  /** Puts a number, unless it is zero. */
  Values count(String key, long value) {
    if (value != 0) values.put(key, Mrkdwn.of(Long.toString(value)));
    return this;
  }

  /** Puts what is true or not. */
  Values flag(String key, boolean value) {
    values.put(key, value);
    return this;
  }

  /** Puts a link's address, where it is one for the web. */
  Values link(String key, Optional<String> address) {
    address
        .filter(url -> WEB_ADDRESS.matcher(url).matches())
        .ifPresent(url -> own(key, url.replace("&", "&amp;")));
    return this;
  }

  /** Puts what a template repeats a block for. */
  Values list(String key, List<Values> items) {
    values.put(key, items.stream().map(Values::toMap).collect(Collectors.toList()));
    return this;
  }

  Values all(Values others) {
    values.putAll(others.values);
    return this;
  }

  Map<String, Object> toMap() {
    return Collections.unmodifiableMap(values);
  }
}
