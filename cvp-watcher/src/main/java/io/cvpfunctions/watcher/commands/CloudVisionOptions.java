package io.cvpfunctions.watcher.commands;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that say which CloudVision is watched, and how. Text only, as all settings. */
final class CloudVisionOptions {
  @Option(
      names = "--cloudvision",
      paramLabel = "HOST[:PORT]",
      split = ",",
      description = "The nodes of the CloudVision cluster; the port is 443 if not said.")
  List<String> cloudvision = new ArrayList<>();

  @Option(names = "--username", paramLabel = "NAME", description = "Log in by name and password.")
  String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The password for --username.")
  String passwordFile;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A service account's token, instead of name and password.")
  String tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM certificates to trust, instead of the system's.")
  String caFile;

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      split = ",",
      description = "Trust exactly this certificate (SHA-256 of its DER form); may be repeated.")
  List<String> pin = new ArrayList<>();

  @Option(
      names = "--insecure",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Trust any certificate. The password can then be read by others.")
  String insecure;

  @Option(
      names = "--sources",
      paramLabel = "LIST",
      defaultValue = "auto",
      description = "Ways to watch: auto, or a list of poll, provisioned, tags, events.")
  String sources;

  @Option(
      names = "--grpc-port",
      paramLabel = "PORT",
      description = "Port of the streams; found if not said (the port of HTTPS, or 8443).")
  String grpcPort;

  @Option(
      names = "--poll-interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How often to look.")
  String pollInterval;

  @Option(
      names = "--debounce",
      paramLabel = "DURATION",
      defaultValue = "2s",
      description = "How long something must be so before it is told.")
  String debounce;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      split = ",",
      description =
          "Tell only of moves from or to this container: name, key or glob; may be repeated.")
  List<String> container = new ArrayList<>();

  @Option(
      names = "--subtree",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Containers below those of --container count as well.")
  String subtree;

  @Option(
      names = "--tag-labels",
      paramLabel = "LIST",
      defaultValue = "Container",
      description = "Labels of device tags whose values are told like containers.")
  String tagLabels;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      defaultValue = "INFO",
      description = "The least severity of CloudVision events that are told.")
  String minSeverity;

  @Option(
      names = "--replay-baseline",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      paramLabel = "true|false",
      description = "Tell every device of the first snapshot as added.")
  String replayBaseline;

  @Option(
      names = "--remove-after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      description = "How long a device must be missing before it is told removed.")
  String removeAfter;

  @Option(
      names = "--settle-timeout",
      paramLabel = "DURATION",
      defaultValue = "30m",
      description = "How long cvp.when: settled waits for a device, at most.")
  String settleTimeout;
}
