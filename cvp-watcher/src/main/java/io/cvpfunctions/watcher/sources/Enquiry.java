package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.cloudvision.Tasks;
import io.cvpfunctions.watcher.streams.StreamEnd;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks CloudVision what is pending on devices: their tasks, and whether they run what was designed
 * for them. What cannot be asked is not known, and said once for each reason. Not thread-safe.
 */
final class Enquiry {
  private static final Logger LOG = LoggerFactory.getLogger(Enquiry.class);
  private static final String TASKS = "tasks";
  private static final String CONFIGSTATUS = "configstatus";

  /** Codes that say the running configuration is not the designed one (facts: CloudVision B8). */
  private static final Set<Integer> OUT_OF_SYNC = Set.of(1, 3, 8, 9);

  private final Supplier<Optional<Tasks>> tasks;
  private final Function<Collection<String>, Optional<Map<String, Boolean>>> inSync;
  private final Map<String, String> complaints = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  /**
   * {@code tasks} lists them all; {@code inSync} says which devices run what was designed for them,
   * as far as it knows. Both are empty where there is nobody to ask.
   */
  Enquiry(
      Supplier<Optional<Tasks>> tasks,
      Function<Collection<String>, Optional<Map<String, Boolean>>> inSync) {
    this.tasks = tasks;
    this.inSync = inSync;
  }

  /**
   * What one look at some devices saw.
   *
   * @param inSync by serial number
   * @param missed what gave no answer, though it may another time
   * @param usual of that, what has given answers before
   */
  record Look(
      Optional<Tasks> tasks, Map<String, Boolean> inSync, Set<String> missed, Set<String> usual) {
    /** Whether everything was answered that could be. */
    boolean whole() {
      return missed.isEmpty();
    }

    /** Whether a task of the device is open, or may be. */
    boolean open(Device device) {
      return usual.contains(TASKS) || tasks.filter(all -> all.open(device)).isPresent();
    }

    /**
     * Whether the device runs what was designed for it; empty where nobody says.
     *
     * @param compliance CloudVision's code of four digits, for want of better
     */
    Optional<Boolean> synced(Device device, String compliance) {
      Boolean summary = device.serialNumber().map(inSync::get).orElse(null);
      if (summary != null) return Optional.of(summary);
      if (usual.contains(CONFIGSTATUS)) return Optional.of(false);
      if (!compliance.matches("\\d{1,4}")) return Optional.empty();
      return Optional.of(!OUT_OF_SYNC.contains(Integer.parseInt(compliance)));
    }
  }

  /** Asks of those devices. */
  Look look(List<Device> devices) {
    Set<String> missed = new HashSet<>();
    Optional<Tasks> all = asked(TASKS, tasks, missed);
    List<String> serials =
        devices.stream().map(Device::serialNumber).flatMap(Optional::stream).toList();
    Map<String, Boolean> synced =
        serials.isEmpty()
            ? Map.of()
            : asked(CONFIGSTATUS, () -> inSync.apply(serials), missed).orElse(Map.of());
    Set<String> usual = new HashSet<>(missed);
    usual.retainAll(answered);
    return new Look(all, synced, missed, usual);
  }

  private <T> Optional<T> asked(String what, Supplier<Optional<T>> question, Set<String> missed) {
    try {
      Optional<T> answer = question.get();
      if (answer.isPresent()) answered.add(what);
      else if (answered.contains(what)) missed.add(what);
      return answer;
    } catch (CallFailedException | StreamFailedException unanswered) {
      if (mayPass(unanswered)) missed.add(what);
      complain(what, unanswered.getMessage());
      return Optional.empty();
    }
  }

  private void complain(String what, String why) {
    if (why.equals(complaints.put(what, why))) return;
    LOG.atInfo()
        .addKeyValue("event", "settled.unknown")
        .log("{} cannot be asked, and is not known for now: {}", what, why);
  }

  private static boolean mayPass(RuntimeException unanswered) {
    if (unanswered instanceof CallFailedException call) return call.kind() != Kind.OPERATOR;
    StreamEnd.Kind kind = ((StreamFailedException) unanswered).end().kind();
    return kind != StreamEnd.Kind.NOT_OFFERED && kind != StreamEnd.Kind.FORBIDDEN;
  }
}
