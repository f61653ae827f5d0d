package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which devices a catalog is for: those whose name, serial number, tag or container fits. */
final class CatalogRule {
  /** What a rule goes by, in the order in which rules are looked at. */
  enum By {
    DEVICE,
    SERIAL,
    TAG,
    CONTAINER,
    ANYTHING
  }

  /** Where a rule gets its catalog from. */
  interface Supply {
    /** The catalog for the device; empty where there is none. */
    Optional<Catalog> find(CatalogQuery device, Budget budget);
  }

  private final By by;
  private final String glob;
  private final Pattern pattern;
  private final Supply supply;
  private final boolean last;

  private CatalogRule(By by, String glob, Supply supply, boolean last) {
    this.by = by;
    this.glob = glob;
    this.pattern = pattern(glob);
    this.supply = supply;
    this.last = last;
  }

  /** A rule that decides: where it has no catalog, none is for the device. */
  static CatalogRule deciding(By by, String glob, Supply supply) {
    return new CatalogRule(of(by, glob), glob, supply, true);
  }

  /** A rule that leaves it to the next one where it has no catalog. */
  static CatalogRule trying(By by, String glob, Supply supply) {
    return new CatalogRule(of(by, glob), glob, supply, false);
  }

  /** Whatever fits everything is the default, also for devices of which less is known. */
  private static By of(By by, String glob) {
    return glob.equals("*") ? By.ANYTHING : by;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String word : glob.split("(?<=[*?])|(?=[*?])", -1)) {
      regex.append(word.equals("*") ? ".*" : word.equals("?") ? "." : Pattern.quote(word));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  By by() {
    return by;
  }

  /** The pattern as it was written. */
  String glob() {
    return glob;
  }

  /** Whether no later rule is asked after this one. */
  boolean isLast() {
    return last;
  }

  boolean fits(CatalogQuery device) {
    switch (by) {
      case DEVICE:
        return fits(List.of(device.hostname()));
      case SERIAL:
        return device.serialNumber().filter(serial -> fits(List.of(serial))).isPresent();
      case ANYTHING:
        return true;
      default:
        return fits(device.labels());
    }
  }

  private boolean fits(List<String> texts) {
    return texts.stream().anyMatch(text -> pattern.matcher(text).matches());
  }

  Optional<Catalog> find(CatalogQuery device, Budget budget) {
    return supply.find(device, budget);
  }
}
