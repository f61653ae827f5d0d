package io.cvpfunctions.validation.catalog;

import java.util.List;
import java.util.Optional;

/** What a catalog is chosen by: the device's name, serial number, tags and container. Immutable. */
public final class CatalogQuery {
  private final String hostname;
  private final Optional<String> serialNumber;
  private final List<String> labels;
  private final Optional<String> container;

  private CatalogQuery(
      String hostname,
      Optional<String> serialNumber,
      List<String> labels,
      Optional<String> container) {
    this.hostname = hostname;
    this.serialNumber = serialNumber;
    this.labels = List.copyOf(labels);
    this.container = container;
  }

  /** A device of that name; its labels are its tags and its container. */
  public static CatalogQuery of(
      String hostname,
      Optional<String> serialNumber,
      List<String> labels,
      Optional<String> container) {
    return new CatalogQuery(hostname, serialNumber, labels, container);
  }

  String hostname() {
    return hostname;
  }

  Optional<String> serialNumber() {
    return serialNumber;
  }

  Optional<String> container() {
    return container;
  }

  /** What a rule for a tag or a container is held against. */
  List<String> labels() {
    return labels;
  }

  @Override
  public String toString() {
    return hostname;
  }
}
