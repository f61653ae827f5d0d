package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One attempt at keeping one record, the same whichever the CMDB. Used once. */
public final class Keeping {
  private final Records store;
  private final CmdbPolicy policy;
  private final Observation seen;
  private final Budget budget;
  private final Terms terms;

  public Keeping(Records store, CmdbPolicy policy, Observation seen, Budget budget) {
    this.store = store;
    this.policy = policy;
    this.seen = seen;
    this.budget = budget;
    this.terms = store.terms();
  }

  /** Empty where somebody else was quicker, so that it has to begin anew. */
  public Optional<Recorded> write() {
    Match match = find(store.withSerial(seen.serial(), budget));
    if (match.answer().isPresent()) return Optional.of(notKept(match.answer().get()));
    if (policy.proposes()) return Optional.of(propose(match));
    return match.isNew() ? create(match.decision()) : change(match);
  }

  /** What would be done, without a word of it in the CMDB. */
  public Recorded preview() {
    return preview(store.withSerial(seen.serial(), budget));
  }

  Recorded preview(List<CmdbRecord> sameSerial) {
    Match match = find(sameSerial);
    if (match.answer().isPresent()) return match.answer().get();
    Decision decision = match.decision();
    Action action = match.isNew() ? Action.CREATED : decision.action();
    return Recorded.of(action, decision).at(match.url());
  }

  private Match find(List<CmdbRecord> sameSerial) {
    if (sameSerial.size() > 1) throw twoWithOneSerial(sameSerial);
    if (sameSerial.size() == 1) {
      CmdbRecord record = sameSerial.get(0);
      return Match.of(record, Decision.known(seen, record, policy, terms));
    }
    Optional<Recorded> not = Creating.whyNot(seen, policy);
    return not.map(Match::answer).orElseGet(this::findByName);
  }

  private CallFailedException twoWithOneSerial(List<CmdbRecord> records) {
    return refusal(
        "two records have the serial number "
            + seen.serial()
            + ": "
            + described(records)
            + ". Nothing was changed: delete one, or correct its serial number");
  }

  private Match findByName() {
    Decision first = Decision.first(seen, policy, terms);
    String name = seen.device().hostname().orElseThrow();
    Optional<String> site = Optional.ofNullable(first.writes().get(Field.SITE));
    List<CmdbRecord> namesakes = store.named(name, site, budget);
    if (namesakes.isEmpty()) return Match.none(first);
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

  private Match takeOver(CmdbRecord record) {
    if (record.get(Field.SERIAL).isEmpty()) {
      return Match.of(record, Decision.adopted(seen, record, policy, terms));
    }
    if (!policy.replaces()) throw sameName(record, "cmdb_replace is refuse");
    if (isAlive(record)) throw sameName(record, "CloudVision still hears from that one");
    return Match.of(record, Decision.replaced(seen, record, policy, terms));
  }

  /** As far as CloudVision has told; a device that it never told of is not heard from either. */
  private boolean isAlive(CmdbRecord record) {
    boolean told = record.get(Field.LAST_MOVE).isPresent();
    return told
        && !policy.isRemoved(record, terms)
        && !record.text(Field.STREAMING).equals("inactive");
  }

  private CallFailedException sameName(CmdbRecord other, String why) {
    return refusal(
        "the serial number "
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
            + " CloudVision or correct the record's serial number");
  }

  private CallFailedException refusal(String what) {
    return CallFailedException.of(terms.name(), CallFailedException.Kind.REJECTED, what);
  }

  private static String described(List<CmdbRecord> records) {
    return records.stream().map(CmdbRecord::described).collect(Collectors.joining(" and "));
  }

  /** A history that needs no record has it all the same. */
  private Recorded notKept(Recorded answer) {
    if (store.notesWithoutRecord()) {
      store.note(CmdbRecord.NONE, Note.of(seen, Action.UNCHANGED), budget);
    }
    return answer;
  }

  private Recorded propose(Match match) {
    Note note = Note.of(seen, Action.PROPOSED, match.decision());
    boolean place = !match.isNew() || store.notesWithoutRecord();
    if (place && !store.hasNote(match.record(), note, budget)) {
      store.note(match.record(), note, budget);
    }
    return Recorded.of(Action.PROPOSED, match.decision()).at(match.url());
  }

  private Optional<Recorded> create(Decision decision) {
    Note why = Note.of(seen, Action.CREATED, decision);
    Optional<CmdbRecord> made = store.create(decision.writes(), why, budget);
    if (made.isEmpty()) return Optional.empty();
    List<CmdbRecord> now = store.withSerial(seen.serial(), budget);
    if (now.size() > 1) throw twoWithOneSerial(now);
    return Optional.of(noted(made.get(), Action.CREATED, decision.without(made.get().remarks())));
  }

  private Optional<Recorded> change(Match match) {
    Decision decision = match.decision();
    CmdbRecord record = match.record();
    Note note = Note.of(seen, decision.action(), decision);
    if (!isNews(record) && store.hasNote(record, note, budget)) {
      Recorded before = Recorded.of(Action.UNCHANGED).at(match.url());
      return Optional.of(before.because("this event has been recorded before"));
    }
    if (!decision.changesAnything()) return Optional.of(noted(record, decision));
    return store
        .update(record, decision.writes(), note, budget)
        .map(written -> noted(written, decision.without(written.remarks())));
  }

  private Recorded noted(CmdbRecord record, Decision done) {
    return noted(record, done.action(), done);
  }

  private Recorded noted(CmdbRecord record, Action action, Decision done) {
    store.note(record, Note.of(seen, action, done), budget);
    return Recorded.of(action, done).at(record.url().orElse(null));
  }

  /**
   * Whether nobody can have noted this event, so that nobody need be asked: the last move is
   * written before it is noted.
   */
  private boolean isNews(CmdbRecord record) {
    return seen.kind() == Kind.PLACED
        && seen.container().isPresent()
        && seen.at().isAfter(record.time(Field.LAST_MOVE));
  }
}
