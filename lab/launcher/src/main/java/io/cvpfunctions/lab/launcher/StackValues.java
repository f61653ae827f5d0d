package io.cvpfunctions.lab.launcher;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stack.yml leaves open, as the lab fills it in. */
final class StackValues {
  private static final Duration TOKEN_LASTS = Duration.ofDays(365);

  private StackValues() {}

  /**
   * Only addresses, those of a collector of traces as well; all else is as stack.yml has it; but
   * for the patience with a switch that fails its tests, as nobody watches a screen for three
   * minutes.
   */
  static Map<String, String> variables(Lab lab) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OPENFAAS_URL", lab.gateway().url());
    variables.put("GATEWAY_URL", lab.gateway().url());
    variables.put("CMDB_URL", "jdbc:sqlite:" + lab.workspace().cmdb());
    variables.put("EAPI_PORT", Integer.toString(lab.network().eapiPort()));
    variables.put("EAPI_ALLOWED_NETWORKS", "127.0.0.0/8");
    variables.put("KAFKA_BOOTSTRAP_SERVERS", lab.broker().address());
    variables.put("VERDICT_PATIENCE", "0s");
    variables.putAll(TraceSettings.ofProcess());
    return variables;
  }

  static Map<String, String> secrets(Lab lab) {
    return Map.of(
        "cloudvision-token",
        lab.network().cloudVision().issueToken("functions", TOKEN_LASTS),
        "cloudvision-ca.pem",
        lab.network().cloudVision().caPem(),
        "slack-webhook-url",
        lab.slack().webhookUrl(),
        "cmdb-username",
        "cmdb",
        "cmdb-password",
        "lab",
        "eapi-username",
        Network.EAPI_USER,
        "eapi-password",
        Network.EAPI_PASSWORD,
        "eapi-pins",
        lab.network().pins());
  }
}
