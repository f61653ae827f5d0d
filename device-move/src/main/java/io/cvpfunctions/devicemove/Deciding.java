package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.devicemove.mapping.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Works out one decision. Used once.
 *
 * <p>Dead letters are replayed late, so an observation older than what the record says changes
 * nothing: facts and place each know the time they are as of.
 */
final class Deciding {
  private final Observation seen;
  private final CmdbRecord before;
  private final CmdbPolicy policy;
  private final Terms terms;
  private final StatusRule status;
  private final Map<Field, String> writes = new EnumMap<>(Field.class);
  private final List<String> drift = new ArrayList<>();

  Deciding(Observation seen, CmdbRecord before, CmdbPolicy policy, Terms terms) {
    this.seen = seen;
    this.before = before;
    this.policy = policy;
    this.terms = terms;
    this.status = new StatusRule(seen, before, policy, terms);
  }

  Decision known() {
    decide();
    return decision();
  }

  Decision adopted() {
    write(Field.SERIAL, seen.serial());
    return known();
  }

  /** The version and the place are ours in any case; cables and addresses go with the record. */
  Decision replaced() {
    write(Field.SERIAL, seen.serial());
    seen.device().modelName().ifPresent(model -> write(Field.MODEL, model));
    decide();
    if (before.saysGone()) returned();
    drift.removeIf(said -> said.startsWith(Field.MODEL.word()));
    return decision();
  }

  private Decision decision() {
    return new Decision(before, writes, drift);
  }

  private void decide() {
    boolean tellsFacts = seen.kind() == Kind.PLACED || seen.kind() == Kind.CORRECTED;
    boolean factsAreNews = isNews(seen.factsAt(), Field.FACTS_AS_OF);
    if (tellsFacts && factsAreNews) facts();
    boolean placeIsNews = isNews(seen.at(), Field.LAST_MOVE);
    if (placeIsNews) place(seen.at());
    else if (isBack()) place(seen.factsAt());
    if (seen.isListed()) tellWhatIsOlder(factsAreNews, placeIsNews || isBack());
  }

  /** Whether a list has the device that was made after it was called gone. */
  private boolean isBack() {
    return seen.isListed() && before.saysGone() && isNews(seen.factsAt(), Field.LAST_MOVE);
  }

  private boolean isNews(Instant at, Field asOf) {
    return !at.isBefore(before.time(asOf));
  }

  private void facts() {
    Map<Field, String> told = Facts.of(seen);
    if (before.saysGone()) told.remove(Field.STREAMING);
    told.forEach(this::keepTrue);
    time(Field.FACTS_AS_OF, seen.factsAt());
  }

  private void place(Instant at) {
    switch (seen.kind()) {
      case PLACED:
        if (seen.container().isPresent()) placed(at);
        if (before.saysGone()) returned();
        break;
      case CORRECTED:
        Place.of(before).corrected(seen).values().forEach(this::keepTrue);
        break;
      case REMOVED:
        if (isOfAnother()) differs(Field.SOURCE, seen.source() + " no longer knows it");
        else removedNow(at);
        break;
      default:
        break;
    }
  }

  private void placed(Instant at) {
    Place.of(before).seenIn(seen.container().get()).values().forEach(this::keepTrue);
    time(Field.LAST_MOVE, at);
    Placement meant = policy.placement(seen.container().get());
    meant.values().forEach(this::keepTrue);
    locationOfTheNewSite(meant);
    drift.addAll(terms.notKept(meant.values()));
    if (!meant.values().containsKey(Field.STATUS)) statusWithoutARule();
  }

  /** Two sites may each have a Hall 1: with the site the location is another one. */
  private void locationOfTheNewSite(Placement meant) {
    String location = meant.values().get(Field.LOCATION);
    boolean another = writes.containsKey(Field.SITE) && location != null;
    if (another && terms.keeps(Field.LOCATION)) writes.put(Field.LOCATION, location);
  }

  /** Whatever a person retired is not revived, nor is it passed over that it is in use. */
  private void statusWithoutARule() {
    if (status.isOfTheOldContainer()) keepTrue(Field.STATUS, status.active());
    else if (terms.isOutOfUse(before.text(Field.STATUS)) && !before.saysGone()) {
      differs(Field.STATUS, "that the device is in " + seen.container().get().name());
    }
  }

  /** Who moves from one CloudVision to another is removed from the first after all. */
  private boolean isOfAnother() {
    String last = before.text(Field.SOURCE);
    return !last.isEmpty() && seen.cloudVision().filter(gone -> !gone.equals(last)).isPresent();
  }

  private void removedNow(Instant at) {
    time(Field.LAST_MOVE, at);
    if (policy.isRemoved(before, terms)) return;
    if (status.isOurs()) {
      write(Field.STATUS, policy.removedStatus(terms));
      write(Field.STREAMING, CmdbRecord.GONE);
    } else {
      differs(Field.STATUS, "that the device is gone");
    }
  }

  private void returned() {
    if (policy.isRemoved(before, terms)) write(Field.STATUS, status.active());
    write(Field.STREAMING, seen.device().streamingStatus().orElse(""));
  }

  private void keepTrue(Field field, String value) {
    if (!terms.keeps(field) || terms.agree(before, field, value)) return;
    if (terms.owns(field) || mayWrite(field))
      write(field, field == Field.TAGS ? Tags.with(before.text(field), value) : value);
    else if (field != Field.STATUS || !before.saysGone()) differs(field, value);
  }

  /** A placeholder for a name or a model, and an address that is missing, wait to be told. */
  private boolean mayWrite(Field field) {
    if (field == Field.NAME) {
      if (policy.isPlaceholder(seen.device())) return false;
      if (policy.isPlaceholder(before.text(field))) return true;
    }
    if (field == Field.ADDRESS && before.get(field).isEmpty()) return true;
    if (field == Field.MODEL && before.text(field).equals(Terms.UNKNOWN)) return true;
    return policy.recordsAll() && (field != Field.STATUS || status.isOurs());
  }

  private void differs(Field field, String value) {
    if (field == Field.NAME && policy.isPlaceholder(seen.device())) return;
    String held = before.get(field).orElse("nothing");
    drift.add(field.word() + ": " + terms.name() + " says " + held + ", CloudVision says " + value);
  }

  /** Nobody is to take a list for agreeing with the record because it is the older one. */
  private void tellWhatIsOlder(boolean factsAreNews, boolean placeIsNews) {
    Map<Field, String> older = new EnumMap<>(Field.class);
    if (!factsAreNews) older.putAll(Facts.of(seen));
    if (!placeIsNews) {
      seen.container().ifPresent(there -> older.put(Field.CONTAINER, there.name()));
      if (before.saysGone()) {
        older.put(Field.STREAMING, seen.device().streamingStatus().orElse("active"));
      }
    }
    older.forEach(this::outdated);
  }

  private void outdated(Field field, String value) {
    if (!terms.keeps(field) || terms.agree(before, field, value)) return;
    differs(field, value + " in a list as of " + seen.factsAt() + ", which is not the latest word");
  }

  private void time(Field field, Instant at) {
    if (!before.time(field).equals(at)) write(field, at.toString());
  }

  private void write(Field field, String value) {
    if (terms.keeps(field) && !before.text(field).equals(value)) writes.put(field, value);
  }
}
