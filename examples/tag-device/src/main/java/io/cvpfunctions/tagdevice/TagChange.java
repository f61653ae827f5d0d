package io.cvpfunctions.tagdevice;

/** A value that an element gets, or that is taken off it. Immutable. */
final class TagChange {
  private final Element element;
  private final String value;
  private final boolean assigned;

  TagChange(Element element, String value, boolean assigned) {
    this.element = element;
    this.value = value;
    this.assigned = assigned;
  }

  Element element() {
    return element;
  }

  String value() {
    return value;
  }

  /** Whether it is assigned, rather than taken off. */
  boolean assigned() {
    return assigned;
  }

  @Override
  public String toString() {
    return (assigned ? "+" : "-") + value + " on " + element;
  }
}
