package io.cvpfunctions.devicemove;

import java.util.Optional;

/** The record that an observation is of, with what is to become of it; or the answer at once. */
final class Match {
  private final CmdbRecord record;
  private final Decision decision;
  private final Recorded answer;

  private Match(CmdbRecord record, Decision decision, Recorded answer) {
    this.record = record;
    this.decision = decision;
    this.answer = answer;
  }

  static Match of(CmdbRecord record, Decision decision) {
    return new Match(record, decision, null);
  }

  /** There is no record; this is what it is to say. */
  static Match none(Decision first) {
    return new Match(CmdbRecord.NONE, first, null);
  }

  /** There is nothing to be done. */
  static Match answer(Recorded answer) {
    return new Match(CmdbRecord.NONE, null, answer);
  }

  boolean isNew() {
    return record == CmdbRecord.NONE;
  }

  CmdbRecord record() {
    return record;
  }

  Decision decision() {
    return decision;
  }

  Optional<Recorded> answer() {
    return Optional.ofNullable(answer);
  }

  /** The record's page, or null. */
  String url() {
    return record.url().orElse(null);
  }
}
