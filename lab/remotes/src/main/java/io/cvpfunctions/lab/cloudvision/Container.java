package io.cvpfunctions.lab.cloudvision;

/** A container as the server keeps it; the root has no parent. */
record Container(String key, String name, String parentKey) {
  static final String ROOT = "root";
  static final String UNDEFINED = "undefined_container";

  Container renamed(String other) {
    return new Container(key, other, parentKey);
  }
}
