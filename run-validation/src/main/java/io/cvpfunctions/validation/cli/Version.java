package io.cvpfunctions.validation.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this jar is. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"run-validation " + Optional.ofNullable(version).orElse("(not packaged)")};
  }
}
