package io.cvpfunctions.watcher.commands;

import picocli.CommandLine.Mixin;
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

  @Mixin final CloudVisionOptions cloudVision = new CloudVisionOptions();

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
