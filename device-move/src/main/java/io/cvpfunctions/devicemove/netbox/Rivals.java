package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.devicemove.rest.CustomFields;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends in one record where two made one of a serial number at the same time, which neither NetBox
 * nor Nautobot hinders, or gave it to one that had none. What was just done stays only once it has
 * been seen alone; of two that see each other the later record is taken back, and the earlier one
 * waits for that.
 */
final class Rivals {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int GONE = 404;

  private static final Comparator<String> EARLIER =
      Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

  private final NetBoxApi api;
  private final BiFunction<List<String>, Budget, List<CmdbRecord>> find;

  /** Finds records by their serial numbers. */
  Rivals(NetBoxApi api, BiFunction<List<String>, Budget, List<CmdbRecord>> find) {
    this.api = api;
    this.find = find;
  }

  /** The records of a serial number, once those that made two of it have settled that. */
  List<CmdbRecord> settled(String serial, Budget budget) {
    Budget patience = Budget.of(budget.atMost(PATIENCE.multipliedBy(2)));
    List<CmdbRecord> there = find.apply(List.of(serial), budget);
    while (where(there, CmdbRecord::isTold).size() > 1 && !patience.spent()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      there = find.apply(List.of(serial), budget);
    }
    return there;
  }

  /** Those of the records that were just made that stay; the others have been taken back. */
  List<CmdbRecord> outlast(List<CmdbRecord> made, Budget budget) {
    return outlast(made, this::takeBack, budget);
  }

  /** The same for one that was given its serial number, and is put back as it was. */
  boolean outlasts(CmdbRecord given, CmdbRecord before, Budget budget) {
    return !outlast(List.of(given), (each, left) -> putBack(each, before, left), budget).isEmpty();
  }

  private List<CmdbRecord> outlast(
      List<CmdbRecord> made, BiConsumer<CmdbRecord, Budget> undo, Budget budget) {
    Budget patience = Budget.of(budget.atMost(PATIENCE));
    List<CmdbRecord> staying = new ArrayList<>(made);
    while (true) {
      List<CmdbRecord> there = find.apply(serials(staying), budget);
      List<CmdbRecord> contested = where(staying, each -> !rivals(each, there).isEmpty());
      if (contested.isEmpty()) return staying;
      boolean impatient = patience.spent();
      List<CmdbRecord> beaten = where(contested, each -> impatient || isBeaten(each, there));
      beaten.forEach(each -> undo.accept(each, budget));
      staying.removeAll(beaten);
      if (contested.size() == beaten.size()) return staying;
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static List<String> serials(List<CmdbRecord> records) {
    return records.stream().map(each -> each.text(Field.SERIAL)).collect(Collectors.toList());
  }

  private static List<CmdbRecord> where(List<CmdbRecord> records, Predicate<CmdbRecord> which) {
    return records.stream().filter(which).collect(Collectors.toList());
  }

  private static List<CmdbRecord> rivals(CmdbRecord made, List<CmdbRecord> there) {
    return where(
        there,
        each ->
            !each.id().equals(made.id())
                && each.text(Field.SERIAL).equalsIgnoreCase(made.text(Field.SERIAL)));
  }

  private static boolean isBeaten(CmdbRecord made, List<CmdbRecord> there) {
    return rivals(made, there).stream()
        .anyMatch(rival -> EARLIER.compare(rival.id(), made.id()) < 0);
  }

  /** Its serial number, and what we say of the device. */
  private void putBack(CmdbRecord given, CmdbRecord before, Budget budget) {
    Map<Field, String> ours = new EnumMap<>(Field.class);
    for (Field field : CustomFields.fields()) ours.put(field, before.text(field));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("serial", before.text(Field.SERIAL));
    CustomFields.write(ours, body, "custom_fields");
    Answer answer = api.patch(Inventory.DEVICES, given.id(), body, budget);
    api.failures("change", Inventory.DEVICES).done(answer, "id");
  }

  /** What somebody has worked on since stays: then a person has to look at both. */
  private void takeBack(CmdbRecord made, Budget budget) {
    Optional<JsonNode> now = api.find(Inventory.DEVICES, made.id(), budget);
    if (now.isEmpty() || !isUntouched(made, now.get())) return;
    Answer answer = api.delete(Inventory.DEVICES, made.id(), budget);
    if (answer.ok() || answer.status() == GONE) return;
    CallFailedException why = api.failures("delete", Inventory.DEVICES).explain(answer);
    throw CallFailedException.of(
        api.name(),
        why.kind(),
        "two records were made at once of the serial number "
            + made.text(Field.SERIAL)
            + ", and the later one cannot be taken back: delete "
            + made.described()
            + ". "
            + why.getMessage());
  }

  private static boolean isUntouched(CmdbRecord made, JsonNode now) {
    return made.version().equals(Optional.of(now.path("last_updated").asText()));
  }
}
