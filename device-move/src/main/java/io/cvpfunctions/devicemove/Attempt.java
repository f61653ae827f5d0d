package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What became of one observation among many: recorded, refused, or not begun. Immutable. */
public final class Attempt {
  /** There was no time for it. */
  public static final Attempt NOT_BEGUN = new Attempt(null, null);

  private final Recorded recorded;
  private final CallFailedException refusal;

  private Attempt(Recorded recorded, CallFailedException refusal) {
    this.recorded = recorded;
    this.refusal = refusal;
  }

  static Attempt recorded(Recorded recorded) {
    return new Attempt(recorded, null);
  }

  static Attempt refused(CallFailedException refusal) {
    return new Attempt(null, refusal);
  }

  /** Does it; what is wrong with more than this one observation is thrown. */
  public static Attempt at(Supplier<Recorded> work) {
    return at(work, Set.of(Kind.REJECTED));
  }

  /** The same where nothing is asked, so that what an operator has to mend is of this one too. */
  static Attempt atOffline(Supplier<Recorded> work) {
    return at(work, Set.of(Kind.REJECTED, Kind.OPERATOR));
  }

  private static Attempt at(Supplier<Recorded> work, Set<Kind> ofThisOne) {
    try {
      return recorded(work.get());
    } catch (CallFailedException failure) {
      if (!ofThisOne.contains(failure.kind())) throw failure;
      return refused(failure);
    }
  }

  /** What it came to; a refusal is thrown. */
  public Recorded get() {
    if (refusal != null) throw refusal;
    return recorded().orElseThrow();
  }

  boolean begun() {
    return this != NOT_BEGUN;
  }

  public Optional<Recorded> recorded() {
    return Optional.ofNullable(recorded);
  }

  public Optional<CallFailedException> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public String toString() {
    if (!begun()) return "not begun";
    return recorded == null ? refusal.getMessage() : recorded.toString();
  }
}
