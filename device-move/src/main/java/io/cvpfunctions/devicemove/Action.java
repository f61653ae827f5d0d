package io.cvpfunctions.devicemove;

import java.util.Locale;

/** What recording an observation did to the record. */
public enum Action {
  /** There was no record, now there is. */
  CREATED,
  /** The record differs from what it was. */
  UPDATED,
  /** The record is as it was, or there is still none. */
  UNCHANGED,
  /** Only the history says what happened; the record is a person's to change. */
  PROPOSED;

  /** The word that events, answers and the history have for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
