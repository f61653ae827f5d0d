package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the watcher is started with, so that it finds the stand-ins. Secrets are files. */
public final class WatcherFlags {
  /** Who the gateway lets list its functions. */
  public static final String USER = "admin";

  public static final String PASSWORD = "pw";

  private final Path folder;
  private final Map<String, String> flags = new LinkedHashMap<>();

  private WatcherFlags(Path folder) {
    this.folder = folder;
  }

  /** Those for these stand-ins, the secrets being written into that folder. */
  public static WatcherFlags to(
      CloudVisionSimulator cloudVision, FaasGateway gateway, Path folder) {
    return new WatcherFlags(folder)
        .with("--cloudvision", cloudVision.addresses())
        .with("--username", "cvpadmin")
        .withFile("--password-file", "arista")
        .withFile("--ca-file", cloudVision.caPem())
        .with("--gateway", gateway.url())
        .withFile("--gateway-user-file", USER)
        .withFile("--gateway-password-file", PASSWORD)
        .with("--state", "jdbc:sqlite:" + folder.resolve("state/cvp-watcher.db"))
        .with("--listen", "127.0.0.1:0");
  }

  /** The same with one more, or with another value of it. */
  public WatcherFlags with(String flag, String value) {
    flags.put(flag, value);
    return this;
  }

  /** The same with a flag that names a file of that content. */
  public WatcherFlags withFile(String flag, String content) {
    try {
      Path file = folder.resolve(flag.substring("--".length()));
      return with(flag, Files.writeString(file, content).toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All of them. */
  public Map<String, String> all() {
    return Map.copyOf(flags);
  }
}
