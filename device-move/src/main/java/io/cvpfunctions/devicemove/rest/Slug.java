package io.cvpfunctions.devicemove.rest;

import java.text.Normalizer;
import java.util.Locale;

/** The short form of a name that stands in addresses: {@code dc1-leaf}. */
public final class Slug {
  private static final int LONGEST = 100;

  private Slug() {}

  /** Lower case, of letters, digits, dashes and underscores; never empty. */
  public static String of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String slug = plain.replaceAll("\\p{M}", "").replaceAll("[^a-z0-9_]+", "-");
    String trimmed = slug.replaceAll("^-+|-+$", "");
    if (trimmed.isEmpty()) return "x" + Integer.toHexString(name.hashCode());
    return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST);
  }
}
