package io.cvpfunctions.devicemove;

import io.cvpfunctions.devicemove.Observation.Kind;
import java.util.Optional;

/** The rule of which devices get a record, whichever the CMDB. */
public final class Creating {
  private Creating() {}

  /** What is answered for a device that has no record and gets none; empty where it gets one. */
  public static Optional<Recorded> whyNot(Observation seen, CmdbPolicy policy) {
    boolean tells = seen.kind() == Kind.PLACED || seen.kind() == Kind.CORRECTED;
    if (!tells || isTag(seen)) {
      return Optional.of(unchanged("there is no record of this device"));
    }
    Optional<String> why = policy.whyNotCreated(seen);
    if (why.isPresent()) return why.map(Creating::unchanged);
    if (!policy.isPlaceholder(seen.device())) return Optional.empty();
    String name = seen.device().hostname().orElse("");
    return Optional.of(
        Recorded.waitingFor(
            "hostname",
            name.isEmpty()
                ? "the device has no hostname yet: it is recorded once it has one"
                : "the hostname "
                    + name
                    + " is a placeholder: it is recorded once it has another"));
  }

  private static boolean isTag(Observation seen) {
    return seen.kind() == Kind.PLACED && seen.container().isEmpty();
  }

  private static Recorded unchanged(String why) {
    return Recorded.of(Action.UNCHANGED).because(why);
  }
}
