package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One CMDB: keeps one record a device, by its serial number, and a history of its moves.
 * Thread-safe.
 *
 * <p>Recording the same observation again changes nothing, and two at once end in one record. What
 * goes wrong is thrown as {@link io.cvpfunctions.remote.CallFailedException}.
 */
public interface Cmdb extends AutoCloseable {
  /** The word that answers and events name it by. */
  String system();

  /** Records one observation, within the budget. */
  Recorded record(Observation observation, Budget budget);

  /** Says what recording it would do, field by field, and does nothing. */
  Recorded preview(Observation observation, Budget budget);

  /** The same for many, in the same order. */
  default List<Attempt> previewAll(List<Observation> observations, Budget budget) {
    List<Attempt> previews = new ArrayList<>();
    for (Observation seen : observations) previews.add(Attempt.at(() -> preview(seen, budget)));
    return previews;
  }

  /**
   * Records all of them or none, in that order for each device; answers one for each, in the same
   * order. Empty, and nothing has been done, where this CMDB cannot.
   */
  default Optional<List<Recorded>> recordTogether(List<Observation> observations, Budget budget) {
    return Optional.empty();
  }

  /**
   * Records each of them by itself, as fast as this CMDB allows, and answers one for each, in the
   * same order; none is begun once {@code goesOn} is false.
   */
  default List<Attempt> recordEach(
      List<Observation> observations, BooleanSupplier goesOn, Budget budget) {
    List<Attempt> attempts = new ArrayList<>();
    for (Observation seen : observations) {
      attempts.add(
          goesOn.getAsBoolean() ? Attempt.at(() -> record(seen, budget)) : Attempt.NOT_BEGUN);
    }
    return attempts;
  }

  /** The records of devices that, as far as it knows, are in a container of CloudVision now. */
  List<CmdbRecord> placed(Budget budget);

  /** Those of them that, as the history tells, were taken out of their container, and no more. */
  List<CmdbRecord> unprovisioned(List<CmdbRecord> records, Budget budget);

  /** Tries what it needs; a line for each thing that is wrong, none where all is well. */
  List<String> check(Budget budget);

  /** The containers that mean something in it, as patterns of their names. */
  default List<String> containers() {
    return List.of();
  }

  /** Whether it forgets its records with this process's file system. */
  default boolean ephemeral() {
    return false;
  }

  /** Whether there is anything to tell the functions after this one. */
  default boolean keepsRecords() {
    return true;
  }

  @Override
  default void close() {}
}
