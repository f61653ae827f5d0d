package io.cvpfunctions.watcher.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What devices that something was told of still wait for, look by look.
 *
 * <p>{@link #begin} belongs into the transaction that stores an event of the device: from then on
 * functions annotated {@code cvp.when: settled} wait, until {@link #look} has seen nothing pending,
 * and the same boot time, {@link #SETTLED_LOOKS} times in a row. A device without a row holds
 * nothing back: of it nothing can be known.
 */
public final class PendingTable {
  /** So many good looks in a row, after the event, mean that a device is settled. */
  public static final int SETTLED_LOOKS = 2;

  private static final String SELECT =
      "select device, waits_for, boot_time, settled_looks, looked_at from pending";
  private static final String BEGIN =
      "insert into pending (device, waits_for, boot_time, settled_looks, looked_at)"
          + " values (?, ?, ?, 0, ?) on conflict (device) do update set"
          + " waits_for = excluded.waits_for, boot_time = excluded.boot_time, settled_looks = 0,"
          + " looked_at = excluded.looked_at";

  private final Database database;

  /** Devices of that state. */
  public PendingTable(Database database) {
    this.database = database;
  }

  /**
   * What the last look at a device saw.
   *
   * @param waitsFor as the event's data names it: task, configuration, streaming
   * @param bootTime when the device last started, where that is known
   * @param settledLooks looks in a row at which nothing was pending and the boot time stood still
   */
  public record Pending(
      String device,
      List<String> waitsFor,
      Optional<Instant> bootTime,
      int settledLooks,
      Instant lookedAt) {
    /** Whether functions that wait for that are told. */
    public boolean settled() {
      return settledLooks >= SETTLED_LOOKS;
    }

    /** Puts it into the data of a move. */
    public ObjectNode into(ObjectNode move) {
      move.put("settled", waitsFor.isEmpty());
      ArrayNode names = move.putArray("waitsFor");
      waitsFor.forEach(names::add);
      return move;
    }
  }

  /** Every device that is looked at. */
  public Map<String, Pending> all() {
    return database.read(c -> Sql.rows(c, SELECT, PendingTable::pending)).stream()
        .collect(Collectors.toMap(Pending::device, each -> each));
  }

  /** What is known of one device. */
  public Optional<Pending> of(String device) {
    return database.read(c -> of(c, device));
  }

  private static Optional<Pending> of(Connection connection, String device) throws SQLException {
    return Sql.first(connection, SELECT + " where device = ?", PendingTable::pending, device);
  }

  /** Looks are counted from here on; part of the transaction that stores the device's event. */
  public void begin(
      Connection connection,
      String device,
      List<String> waitsFor,
      Optional<Instant> bootTime,
      Instant at)
      throws SQLException {
    Sql.update(connection, BEGIN, device, text(waitsFor), millis(bootTime), at.toEpochMilli());
  }

  /** Another look at a device that is looked at already; part of the caller's transaction. */
  public void look(
      Connection connection,
      String device,
      List<String> waitsFor,
      Optional<Instant> bootTime,
      Instant at)
      throws SQLException {
    Optional<Pending> before = of(connection, device);
    if (before.isEmpty()) return;
    boolean good = waitsFor.isEmpty() && before.get().bootTime().equals(bootTime);
    Sql.update(
        connection,
        "update pending set waits_for = ?, boot_time = ?, settled_looks = ?, looked_at = ?"
            + " where device = ?",
        text(waitsFor),
        millis(bootTime),
        good ? before.get().settledLooks() + 1 : 0,
        at.toEpochMilli(),
        device);
  }

  /** Looks no more at a device, which holds nothing back from then on. */
  public void remove(Connection connection, String device) throws SQLException {
    Sql.update(connection, "delete from pending where device = ?", device);
  }

  private static Pending pending(ResultSet row) throws SQLException {
    long boot = row.getLong(3);
    return new Pending(
        row.getString(1),
        Stream.of(row.getString(2).split(" ")).filter(each -> !each.isEmpty()).toList(),
        boot == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(boot)),
        row.getInt(4),
        Instant.ofEpochMilli(row.getLong(5)));
  }

  private static String text(List<String> waitsFor) {
    return String.join(" ", waitsFor);
  }

  private static Long millis(Optional<Instant> at) {
    return at.map(Instant::toEpochMilli).orElse(null);
  }
}
