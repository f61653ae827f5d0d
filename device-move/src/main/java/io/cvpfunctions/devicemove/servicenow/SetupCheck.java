package io.cvpfunctions.devicemove.servicenow;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gathers what is wrong with the setup from requests that need it. Used once. */
final class SetupCheck {
  private static final Set<Kind> OF_THE_SETUP = Set.of(Kind.OPERATOR, Kind.REJECTED);

  private final List<String> wrong = new ArrayList<>();

  /** A server that cannot be asked at all is said once, by the failure itself. */
  SetupCheck tries(Runnable request) {
    try {
      request.run();
    } catch (CallFailedException failure) {
      if (!OF_THE_SETUP.contains(failure.kind())) throw failure;
      if (!wrong.contains(failure.getMessage())) wrong.add(failure.getMessage());
    }
    return this;
  }

  /** A line for each thing; none where all is well. */
  List<String> wrong() {
    return wrong;
  }
}
