package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the record that one observation is of, and what is to become of it: by serial number; else
 * the one of that name and site without a serial number, or of a device that is gone.
 */
public final class Finding {
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final RecordLookup records;
  private final CmdbPolicy policy;
  private final Observation seen;
  private final Budget budget;
  private final Terms terms;

  public Finding(RecordLookup records, CmdbPolicy policy, Observation seen, Budget budget) {
    this.records = records;
    this.policy = policy;
    this.seen = seen;
    this.budget = budget;
    this.terms = records.terms();
  }

  /** What would be done, without a word of it in the CMDB. */
  public Recorded preview() {
    Match match = match();
    if (match.answer().isPresent()) return match.answer().get();
    Decision decision = match.decision();
    if (match.isNew()) records.tryCreate(decision.writes(), budget);
    Action action = match.isNew() ? Action.CREATED : decision.action();
    return Recorded.of(action, decision).at(match.url());
  }

  Match match() {
    List<CmdbRecord> sameSerial = records.withSerial(seen.serial(), budget);
    if (sameSerial.size() > 1) throw twoWithOneSerial(sameSerial);
    if (sameSerial.size() == 1) return known(sameSerial.get(0));
    Optional<Recorded> not = Creating.whyNot(seen, policy);
    return not.map(Match::answer).orElseGet(this::byName);
  }

  private Match known(CmdbRecord record) {
    return Match.of(record, Decision.known(seen, record, policy, terms));
  }

  private CallFailedException twoWithOneSerial(List<CmdbRecord> same) {
    return refusal(
        "two records have the serial number "
            + seen.serial()
            + ": "
            + described(same)
            + ". Nothing was changed: delete one, or correct its serial number");
  }

  /** Where a record cannot be made, as there is one that is not to be found by what is known. */
  CallFailedException taken() {
    String name = seen.device().hostname().orElse("");
    List<CmdbRecord> others = records.named(name, Optional.empty(), budget);
    String by = others.isEmpty() ? "a record that it does not show to us" : described(others);
    return refusal(
        "it has the name "
            + name
            + " or the serial number "
            + seen.serial()
            + " already, of "
            + by
            + ": give that record this serial number if it is the device, or rename one of them;"
            + " and see that mapping.yml names its site as the CMDB does");
  }

  private Match byName() {
    Decision first = Decision.first(seen, policy, terms);
    String name = seen.device().hostname().orElseThrow();
    Optional<String> site = Optional.ofNullable(first.writes().get(Field.SITE));
    List<CmdbRecord> namesakes =
        records.named(name, site, budget).stream()
            .filter(record -> isCandidate(record, site))
            .collect(Collectors.toList());
    if (namesakes.isEmpty()) return Match.none(withSite(first));
    if (namesakes.size() > 1) {
      throw refusal(
          "several records are called "
              + name
              + ": "
              + described(namesakes)
              + ". Give the right one the serial number "
              + seen.serial());
    }
    return takeOver(namesakes.get(0));
  }

  /** The record of another device is one only if it is known to be at the same site. */
  private boolean isCandidate(CmdbRecord record, Optional<String> site) {
    return isOfThisOne(record) || record.says(Field.SITE, site.orElse(""));
  }

  /** Without a serial number, or with the MAC address that stood for it until it was known. */
  private boolean isOfThisOne(CmdbRecord record) {
    Optional<String> mac = seen.device().systemMacAddress();
    return record.get(Field.SERIAL).isEmpty()
        || mac.filter(address -> record.says(Field.SERIAL, address)).isPresent();
  }

  private Decision withSite(Decision first) {
    if (!terms.needsSite() || first.writes().containsKey(Field.SITE)) return first;
    throw CallFailedException.of(
        terms.name(),
        CallFailedException.Kind.OPERATOR,
        "a device needs a site, and mapping.yml has none for the container "
            + first.writes().getOrDefault(Field.CONTAINER, "of this device")
            + ": add a rule, or a default, with a site");
  }

  /** One that has this serial number by now was made since that was asked for. */
  private Match takeOver(CmdbRecord record) {
    if (record.says(Field.SERIAL, seen.serial())) return known(record);
    if (isOfThisOne(record)) {
      return Match.of(record, Decision.adopted(seen, record, policy, terms));
    }
    if (!policy.replaces()) throw sameName(record, "cmdb_replace is refuse");
    if (isSilent(record)) {
      return Match.of(record, Decision.replaced(seen, record, policy, terms));
    }
    if (!record.isTold() || record.text(Field.STREAMING).isEmpty()) {
      throw sameName(record, "CloudVision never told whether that one is gone");
    }
    throw bothAlive(record);
  }

  /** Whether CloudVision told that the device of the record is gone, or is not heard. */
  private boolean isSilent(CmdbRecord record) {
    boolean gone = record.saysGone() || policy.isRemoved(record, terms);
    return record.isTold() && (gone || record.says(Field.STREAMING, "inactive"));
  }

  /** Who takes a dead switch out of CloudVision is believed only after a while. */
  private CallFailedException bothAlive(CmdbRecord other) {
    String when = other.text(Field.FACTS_AS_OF);
    String why = "when CloudVision last told of that one, " + when + ", it heard from it";
    if (!policy.waitsToReplace(seen)) return sameName(other, why);
    String until = "; whether that one is gone is looked at again for a while";
    return CallFailedException.later(terms.name(), named(other, why) + until, BETWEEN_LOOKS);
  }

  private CallFailedException sameName(CmdbRecord other, String why) {
    return refusal(named(other, why));
  }

  private String named(CmdbRecord other, String why) {
    return "the serial number "
        + seen.serial()
        + " ("
        + seen.source()
        + ") comes with the name of "
        + other.text(Field.SERIAL)
        + ", "
        + other.described()
        + ", and "
        + why
        + ": rename one of them, or, if it is a replacement, remove the old one from"
        + " CloudVision or correct the record's serial number";
  }

  private CallFailedException refusal(String what) {
    return CallFailedException.of(terms.name(), CallFailedException.Kind.REJECTED, what);
  }

  private static String described(List<CmdbRecord> records) {
    return records.stream().map(CmdbRecord::described).collect(Collectors.joining(" and "));
  }
}
