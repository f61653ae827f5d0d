package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.util.Optional;

/** One attempt at keeping one record, the same whichever the CMDB. Used once. */
public final class Keeping {
  private final Records store;
  private final CmdbPolicy policy;
  private final Observation seen;
  private final Budget budget;
  private final Finding finding;
  private boolean taken;

  public Keeping(Records store, CmdbPolicy policy, Observation seen, Budget budget) {
    this.store = store;
    this.policy = policy;
    this.seen = seen;
    this.budget = budget;
    this.finding = new Finding(store, policy, seen, budget);
  }

  /** Empty where somebody else was quicker, so that it has to begin anew. */
  public Optional<Recorded> write() {
    Match match = finding.match();
    if (match.answer().isPresent()) return Optional.of(notKept(match.answer().get()));
    if (policy.proposes()) return Optional.of(propose(match));
    return match.isNew() ? create(match.decision()) : change(match);
  }

  /** Whether what was to be made is said to be there, though it had not been found. */
  boolean isTaken() {
    return taken;
  }

  /** Why that is given up: another look did not find it either. */
  CallFailedException taken() {
    return finding.taken();
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
    taken = made.isEmpty();
    return made.map(record -> noted(record, Action.CREATED, decision.without(record.remarks())));
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
