package io.cvpfunctions.runtime;

import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one part of a content type that matters here. */
final class ContentType {
  static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  private ContentType() {}

  static Charset charset(String contentType, Charset fallback) {
    if (contentType == null) return fallback;
    Matcher charset = CHARSET.matcher(contentType);
    if (!charset.find()) return fallback;
    try {
      return Charset.forName(charset.group(1));
    } catch (IllegalArgumentException e) {
      return fallback;
    }
  }
}
