package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.function.Supplier;

/** What devices refer to, whichever of the kin of NetBox has it. */
interface References {
  /** Makes the custom fields that are not there yet. */
  void customFields(Budget budget);

  /** For when one of them turned out to be gone. */
  void forget();

  /** A write for which what is missing is made, and what is gone asked for anew: once each. */
  default Answer mended(Budget budget, Supplier<Answer> write) {
    Answer answer = write.get();
    if (Refusals.lacksCustomField(answer)) {
      customFields(budget);
    } else if (Refusals.lacksRelated(answer)) {
      forget();
    } else {
      return answer;
    }
    return write.get();
  }
}
