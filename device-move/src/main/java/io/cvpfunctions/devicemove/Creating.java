package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.Observation.Kind;
import io.cvpfunctions.events.Device;
import java.util.Optional;

/** The rule of which devices get a record, whichever the CMDB. */
public final class Creating {
  private static final String NO_PLACE =
      "there is no record of this device, and nothing here says where it is: one is made by the"
          + " next event that does, or by a reconciliation";

  private static final String NOT_PLACED =
      "a device in Undefined is recorded once it is placed (cmdb_record_undefined)";

  private Creating() {}

  /** What is answered for a device that has no record and gets none; empty where it gets one. */
  public static Optional<Recorded> whyNot(Observation seen, CmdbPolicy policy) {
    boolean tells = seen.kind() == Kind.PLACED || seen.kind() == Kind.CORRECTED;
    if (!tells || isTag(seen)) {
      return Optional.of(unchanged("there is no record of this device"));
    }
    if (seen.container().isEmpty()) return Optional.of(unchanged(NO_PLACE));
    if (!policy.recordsIn(seen.container().get())) {
      return Optional.of(Recorded.waitingFor("placement", NOT_PLACED));
    }
    boolean named = !policy.isPlaceholder(seen.device());
    return named ? Optional.empty() : Optional.of(waitingForAName(seen.device()));
  }

  private static Recorded waitingForAName(Device device) {
    String why =
        device
            .hostname()
            .filter(name -> !name.isBlank())
            .map(
                name ->
                    "the hostname "
                        + name
                        + " is a placeholder: it is recorded once it has another")
            .orElse("the device has no hostname yet: it is recorded once it has one");
    return Recorded.waitingFor("hostname", why);
  }

  private static boolean isTag(Observation seen) {
    return seen.kind() == Kind.PLACED && seen.container().isEmpty();
  }

  private static Recorded unchanged(String why) {
    return Recorded.of(Action.UNCHANGED).because(why);
  }
}
