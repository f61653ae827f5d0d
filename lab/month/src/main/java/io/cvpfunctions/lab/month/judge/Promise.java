package io.cvpfunctions.lab.month.judge;

/** What the month holds the pipeline to. */
public enum Promise {
  FALSE_RED("false red"),
  FALSE_GREEN("false green"),
  CMDB("fields of the CMDB that differ"),
  LOSS("lost"),
  LIE("told and not so"),
  NOISE("more messages than a person accepts");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
