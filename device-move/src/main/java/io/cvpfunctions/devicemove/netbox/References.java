package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.remote.Budget;

/** What devices refer to, whichever of the kin of NetBox has it. */
interface References {
  /** Makes the custom fields that are not there yet. */
  void customFields(Budget budget);

  /** For when one of them turned out to be gone. */
  void forget();
}
