package io.cvpfunctions.runtime;

/** Where the process of a function starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(1);
  }
}
