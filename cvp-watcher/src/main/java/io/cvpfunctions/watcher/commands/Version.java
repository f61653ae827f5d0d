package io.cvpfunctions.watcher.commands;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"cvp-watcher " + (version == null ? "unpackaged" : version)};
  }
}
