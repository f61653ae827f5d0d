package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.remote.Answer;

/** Which refusals of NetBox and its kin are no failures yet: something can be done about them. */
final class Refusals {
  private Refusals() {}

  /** Whether somebody else changed what was read. */
  static boolean isOutdated(Answer answer) {
    return answer.status() == 412;
  }

  /** Whether somebody else was quicker: with the same name, or with a change. */
  static boolean lostRace(Answer answer) {
    if (isOutdated(answer)) return true;
    String said = answer.text();
    if (answer.status() == 500) return said.contains("IntegrityError");
    return answer.status() == 400
        && said.matches("(?is).*(must be unique|unique set|already exists).*");
  }

  /** Whether it is what was sent that is at fault, or somebody who was quicker. */
  static boolean isRefusal(Answer answer) {
    return answer.status() == 400 || answer.status() == 409 || lostRace(answer);
  }

  /** Whether a custom field that we write is not there. */
  static boolean lacksCustomField(Answer answer) {
    return answer.status() == 400 && answer.text().contains("Unknown field name");
  }

  /** Whether what we thought that an id stands for is gone. */
  static boolean lacksRelated(Answer answer) {
    return answer.status() == 400 && answer.text().contains("Related object not found");
  }
}
