package io.cvpfunctions.watcher.commands;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Every setting as a flag. Text only: {@link SettingsReader} makes values of it, so that all that
 * is wrong is said at once.
 */
final class WatcherOptions {
  static final String GATEWAY_USER_FILE = "/var/openfaas/secrets/basic-auth-user";
  static final String GATEWAY_PASSWORD_FILE = "/var/openfaas/secrets/basic-auth-password";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with any of these settings, by name without the dashes in front.")
  String config;

  @Option(
      names = "--cloudvision",
      paramLabel = "HOST[:PORT],...",
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

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      defaultValue = "http://gateway.openfaas:8080",
      description = "The OpenFaaS gateway.")
  String gateway;

  @Option(
      names = "--gateway-user-file",
      paramLabel = "FILE",
      defaultValue = GATEWAY_USER_FILE,
      description = "The gateway's user.")
  String gatewayUserFile;

  @Option(
      names = "--gateway-password-file",
      paramLabel = "FILE",
      defaultValue = GATEWAY_PASSWORD_FILE,
      description = "The gateway's password.")
  String gatewayPasswordFile;

  @Option(
      names = "--payload-secret-file",
      paramLabel = "FILE",
      description = "Sign what is sent to functions with this secret.")
  String payloadSecretFile;

  @Option(
      names = "--topics-interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How often to ask the gateway which functions there are.")
  String topicsInterval;

  @Option(
      names = "--topics-grace",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "How long a function that is no longer listed keeps its subscription.")
  String topicsGrace;

  @Option(
      names = "--state",
      paramLabel = "JDBC-URL",
      defaultValue = "jdbc:sqlite:state/cvp-watcher.db",
      description =
          "The database that survives restarts: a SQLite file, or PostgreSQL for replicas.")
  String state;

  @Option(
      names = "--state-user-file",
      paramLabel = "FILE",
      description = "The user of a PostgreSQL state.")
  String stateUserFile;

  @Option(
      names = "--state-password-file",
      paramLabel = "FILE",
      description = "The password of a PostgreSQL state.")
  String statePasswordFile;

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "How long what was delivered is kept.")
  String retention;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "10",
      description = "Give up after this many attempts, once --retry-for is over too.")
  String maxAttempts;

  @Option(
      names = "--retry-for",
      paramLabel = "DURATION",
      defaultValue = "24h",
      description = "Give up after this time, once --max-attempts is reached too.")
  String retryFor;

  @Option(
      names = "--attempt-timeout",
      paramLabel = "DURATION",
      defaultValue = "55s",
      description = "How long a function may take; below the gateway's upstream_timeout.")
  String attemptTimeout;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "0.0.0.0:8085",
      description = "Where /healthz, /readyz and /metrics are.")
  String listen;
}
