package io.cvpfunctions.lab.month.stage;

import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.lab.launcher.Workspace;
import io.cvpfunctions.lab.month.life.Campus;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.util.Map;
import java.util.TreeMap;

/** Where the functions find the month's remotes: what stack.yml leaves open, and the secrets. */
record Surroundings(
    Workspace workspace,
    FaasGateway gateway,
    SlackWorkspace slack,
    NetBoxServer netBox,
    Campus campus,
    String brokers,
    String topic) {
  private static final String MAPPING =
      """
      rules:
        - path: "Tenant/DC1/*-Leaf"
          site: DC1
          role: leaf
        - path: "Tenant/DC2/*-Leaf"
          site: DC2
          role: leaf
        - path: "Tenant/DC1/**"
          site: DC1
        - path: "Tenant/DC2/**"
          site: DC2
      default:
        role: switch
      """;

  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("OPENFAAS_URL", gateway.url());
    variables.put("GATEWAY_URL", gateway.url());
    variables.put("CMDB", "netbox");
    variables.put("CMDB_URL", netBox.url());
    variables.put("CMDB_MODE", "record");
    variables.put("DEVICE_MOVE_SECRETS", "[cmdb-token, mapping.yml]");
    variables.put("EAPI_PORT", Integer.toString(campus.eapiPort()));
    variables.put("EAPI_ALLOWED_NETWORKS", "127.0.0.0/8");
    variables.put("EAPI_CA_FILE", authority());
    variables.put("RUN_VALIDATION_SECRETS", "[eapi-username, eapi-password]");
    variables.put("KAFKA_BOOTSTRAP_SERVERS", brokers);
    variables.put("KAFKA_TOPIC", topic);
    return variables;
  }

  private String authority() {
    return workspace.write(workspace.folder("secrets").resolve("eapi-ca.pem"), campus.caPem()) + "";
  }

  Map<String, String> secrets() {
    return Map.of(
        "slack-webhook-url",
        slack.webhookUrl(),
        "cmdb-token",
        netBox.token(),
        "mapping.yml",
        MAPPING,
        "eapi-username",
        "admin",
        "eapi-password",
        "arista");
  }
}
