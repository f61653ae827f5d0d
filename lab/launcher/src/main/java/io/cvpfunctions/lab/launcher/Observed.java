package io.cvpfunctions.lab.launcher;

/** The names of what can be observed, in the words that say what is missing. */
final class Observed {
  private Observed() {}

  static String detected(String serial) {
    return "cvp-watcher saw " + serial;
  }

  static String called(String function, String serial) {
    return function + " answered 200 for " + serial;
  }

  static String recorded(String serial, String container) {
    return "the CMDB holds " + serial + " in " + container;
  }

  static String announced(String serial) {
    return "Slack got the message that " + serial + " is in its container";
  }

  static String announcedVerdict(String serial) {
    return "Slack got the validation of " + serial;
  }

  static String published(String type, String serial) {
    return "a consumer read " + type + " of " + serial + " from Kafka";
  }
}
