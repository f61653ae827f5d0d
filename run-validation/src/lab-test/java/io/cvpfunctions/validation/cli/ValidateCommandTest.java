package io.cvpfunctions.validation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cvpfunctions.lab.eos.EosSwitch;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.validation.cli.CommandLine.Ended;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The command line as people and CI start it: a process, files, switches over TLS. */
class ValidateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CATALOG =
      """
      anta.tests.system:
        - VerifyNTP:
        - VerifyUptime:
            minimum: 60
        - VerifyReloadCause:
            filters:
              tags: [spine]
      """;

  @TempDir Path folder;
  private final TlsAuthority authority = TlsAuthority.named("Lab CA");
  private EosSwitch leaf;
  private EosSwitch spine;
  private CommandLine line;

  @BeforeEach
  void start() throws IOException {
    leaf = started("leaf1", "JPE1");
    spine = started("spine1", "JPE2");
    line = new CommandLine(folder);
    line.file("c.yml", CATALOG).file("inv.yml", inventory(leaf.port(), spine.port()));
  }

  private EosSwitch started(String name, String serial) {
    return EosSwitch.healthyLeaf(name, serial, "DCS-7050SX3-48YC8", "4.30.1F")
        .tls(authority.issue("127.0.0.1"))
        .start();
  }

  private static String inventory(int leaf, int spine) {
    return """
        anta_inventory:
          hosts:
            - {host: 127.0.0.1, port: %d, name: leaf1, tags: [leaf]}
            - {host: 127.0.0.1, port: %d, name: spine1, tags: [spine]}
        """
        .formatted(leaf, spine);
  }

  @AfterEach
  void stop() {
    leaf.close();
    spine.close();
  }

  private Ended run(String... more) throws IOException, InterruptedException {
    String[] files = {"--catalog", "c.yml", "--inventory", "inv.yml"};
    return line.run(
        IntStream.range(0, files.length + more.length)
            .mapToObj(i -> i < files.length ? files[i] : more[i - files.length])
            .toArray(String[]::new));
  }

  @Test
  void allWell_isZero_withTextOfEveryDevice() throws Exception {
    Ended ended = run();

    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    assertThat(ended.out())
        .contains("leaf1: SUCCESS", "spine1: SUCCESS", "2 devices: 2 success; 5 tests: 5 success");
    assertThat(leaf.commands()).doesNotContain("show reload cause");
    assertThat(spine.commands()).contains("show reload cause");
    assertThat(leaf.openSessions()).isZero();
  }

  @Test
  void switchThatNeedNotProveWhichItIs_takesFourRequestsOverOneConnection() throws Exception {
    run("-d", "leaf1");

    assertThat(leaf.http().connections()).isEqualTo(1);
    assertThat(leaf.http().requests())
        .extracting(request -> request.path())
        .containsExactly("/login", "/command-api", "/command-api", "/logout");
    assertThat(leaf.commands()).startsWith("show version").doesNotHaveDuplicates();
  }

  @Test
  void failure_isFour_andEveryReportIsWritten() throws Exception {
    leaf.breakNtp();
    Ended ended = run("--report", "junit=out.xml", "--report", "json=out.json", "--report", "csv");

    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.out().lines()).hasSize(6);
    JsonNode reports = JSON.readTree(line.read("out.json"));
    assertThat(reports.findValuesAsText("verdict")).containsExactly("failure", "success");
    NodeList suites = xml("out.xml").getElementsByTagName("testsuite");
    assertThat(suites.getLength()).isEqualTo(2);
    assertThat(xml("out.xml").getAttribute("tests")).isEqualTo("5");
    assertThat(xml("out.xml").getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void everyFormat_ofManyDevices_namesThemAll() throws Exception {
    Ended ended = run("--report", "html=r.html", "--report", "md=r.md", "--report", "text=r.txt");

    assertThat(ended.out()).isEmpty();
    for (String file : new String[] {"r.html", "r.md", "r.txt"}) {
      assertThat(line.read(file)).as(file).contains("leaf1", "spine1", "5 tests: 5 success");
    }
    assertThat(line.read("r.html")).containsOnlyOnce("<main>").doesNotContain("http");
  }

  @Test
  void reportThatCannotBeWritten_isOne_andSaysWhich() throws Exception {
    Ended ended = run("-d", "leaf1", "--report", "csv=/dev/full");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("the report could not be written").hasLineCount(1);
  }

  @Test
  void unreachedDevice_isThree_andOneErrorCase() throws Exception {
    spine.close();
    leaf.breakNtp();
    Ended ended = run("--report", "junit=out.xml");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(xml("out.xml").getAttribute("errors")).isEqualTo("1");
    Element connect = (Element) xml("out.xml").getElementsByTagName("error").item(0);
    assertThat(((Element) connect.getParentNode()).getAttribute("name")).isEqualTo("connect");
  }

  @Test
  void unreachedDevice_isThree_evenWhereErrorsAreIgnored() throws Exception {
    spine.close();

    assertThat(run("--ignore-error").status()).isEqualTo(3);
    assertThat(run("--ignore-status").status()).isZero();
  }

  @Test
  void unanswered_isThree_unlessErrorsAreIgnored() throws Exception {
    leaf.answerError("show uptime", 1001, "internal error");

    assertThat(run("--report", "csv").status()).isEqualTo(3);
    assertThat(run("--ignore-error").status()).isZero();
  }

  @Test
  void everythingSkipped_isThree() throws Exception {
    line.file("c.yml", "anta.tests.mlag: [{VerifyMlagStatus: }]");
    leaf.change("show mlag", mlag -> mlag.put("state", "disabled"));
    Ended ended = run("-d", "leaf1");

    assertThat(ended.out()).contains("1 test: 1 skipped");
    assertThat(ended.status()).isEqualTo(3);
  }

  @Test
  void everythingSkippedOnOneDevice_isThree() throws Exception {
    line.file("c.yml", "anta.tests.mlag: [{VerifyMlagStatus: }]");
    leaf.change("show mlag", mlag -> mlag.put("state", "disabled"));
    Ended ended = run();

    assertThat(ended.out()).contains("2 tests: 1 skipped, 1 success");
    assertThat(ended.status()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-t, VerifyReloadCause", "--tags, spine"})
  void deviceAskedForThatHasNoSuchTest_staysAndIsThree(String option, String value)
      throws Exception {
    Ended ended = run("-d", "leaf1,spine1", option, value);

    assertThat(ended.out()).contains("spine1: SUCCESS", "leaf1: ERROR", "no test of the catalog");
    assertThat(ended.status()).isEqualTo(3);
  }

  @Test
  void deviceThatNoTestIsFor_isThree() throws Exception {
    line.file("c.yml", "anta.tests.system: [{VerifyNTP: {filters: {tags: [leaf]}}}]");
    Ended ended = run();

    assertThat(ended.out()).contains("spine1: ERROR", "no test of the catalog c.yml is for this");
    assertThat(ended.status()).isEqualTo(3);
  }

  @Test
  void emptyCatalog_isThree() throws Exception {
    line.file("c.yml", "");

    assertThat(run().status()).isEqualTo(3);
  }

  @Test
  void tags_dropDevicesAndUntaggedTests() throws Exception {
    Ended ended = run("--tags", "spine", "--report", "json");

    JsonNode reports = JSON.readTree(ended.out());
    assertThat(reports).hasSize(1);
    assertThat(reports.findValuesAsText("test")).containsExactly("VerifyReloadCause");
    assertThat(leaf.http().requests()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void deviceAndTest_areRepeatable() throws Exception {
    Ended ended =
        run("-d", "leaf1", "-t", "VerifyNTP", "-t", "VerifyReloadCause", "--report", "json");

    assertThat(JSON.readTree(ended.out()).findValuesAsText("test")).containsExactly("VerifyNTP");
    assertThat(spine.http().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--tags, leef, no device has the tag leef; did you mean leaf?",
    "--tags, 'spine,leaf', no test is for the tag leaf",
    "--test, VerifyNTPs, the catalog has no test VerifyNTPs; did you mean VerifyNTP?",
    "--device, leaf2, the inventory has no device leaf2; did you mean leaf1?",
    "--report, xls, there is no report as xls",
    "--report, junit=none/out.xml, cannot be written into",
    "--concurrency, 0, expected 1 or more",
    "--timeout, soon, is not a time",
    "--catalog, none.yml, none.yml is not there",
    "--ca-file, none.pem, cannot be read as PEM",
    "--frobnicate, x, unknown option --frobnicate",
    "--insecur, x, unknown option --insecur; did you mean --insecure?",
    "--insecure=yes, --ignore-error, --insecure: takes no value",
    "--username, --insecure, --username: has no value",
    "--catalog, c.yml, --inventory: is missing",
    "--insecure, leaf1, 'only options are taken, not leaf1'",
  })
  void wrongOption_isTwo_andSaysWhy(String option, String value, String why) throws Exception {
    String[] given = {"-c", "c.yml", "-i", "inv.yml", option, value};
    if (value.equals("none.yml")) given = new String[] {"-i", "inv.yml", option, value};
    if (why.contains("--inventory")) given = new String[] {option, value};
    Ended ended = line.run(given);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains(why);
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void everyValueThatCannotBeUsed_isTold() throws Exception {
    Ended ended =
        run("-c", "d.yml", "--concurrency", "many", "--timeout", "0s", "--report", "junit=", "x");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err().lines())
        .extracting(problem -> problem.replaceFirst("run-validation: (.*?):? .*", "$1"))
        .containsExactly("only", "--catalog", "--report", "--concurrency", "--timeout", "--help");
  }

  @Test
  void help_listsEveryOption_andVersionIsTold() throws Exception {
    Ended help = line.run("--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains(KnownOptions.typed());
    Pattern option = Pattern.compile("^  (?:-\\w,|   ) (--[\\w-]+)", Pattern.MULTILINE);
    assertThat(option.matcher(help.out()).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(KnownOptions.typed());
    assertThat(help.out().lines()).allMatch(row -> row.length() <= 100);
    assertThat(line.run("-V").out()).startsWith("run-validation ");
  }

  @Test
  void wrongFiles_areTwo_withEveryProblemAndItsLine() throws Exception {
    line.file("c.yml", "anta.tests.system:\n  - VerifyNTPs:\n  - VerifyUptime:\n");
    Ended ended = run();

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(2);
    assertThat(ended.err()).contains("c.yml, line 2: ", "c.yml, line 3: ", "minimum: is missing");
  }

  @Test
  void valueThatWouldMakeAnotherCommand_isTwo_andNothingIsSent() throws Exception {
    line.file(
        "c.yml",
        "anta.tests.connectivity: [{VerifyReachability: {hosts: [{destination: 10.0.0.1, vrf:"
            + " 'a; reload'}]}}]");
    Ended ended = run();

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("c.yml, line 1: ", "hosts[0].vrf: ", "may hold only");
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void nothingGiven_namesEverythingThatIsMissing() throws Exception {
    line.unset("EAPI_USERNAME").unset("EAPI_PASSWORD").unset("EAPI_INSECURE");
    Ended ended = run();

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("EAPI_USERNAME or ANTA_USERNAME", "EAPI_PASSWORD or ANTA_PASSWORD", "--insecure");
  }

  @Test
  void antasVariables_doAsWell() throws Exception {
    line.unset("EAPI_USERNAME").unset("EAPI_PASSWORD");
    line.set("ANTA_USERNAME", "admin").set("ANTA_PASSWORD", "arista");
    line.set("ANTA_CATALOG", "c.yml").set("ANTA_INVENTORY", "inv.yml");

    assertThat(line.run().status()).isZero();
  }

  @Test
  void secretsAndAuthority_asFiles_areEnough() throws Exception {
    line.unset("EAPI_USERNAME").unset("EAPI_PASSWORD").unset("EAPI_INSECURE");
    line.file("s/eapi-username", "admin\n").file("s/eapi-password", "arista\n");
    line.file("ca.pem", leaf.caPem());

    assertThat(run("--secrets", "s", "--ca-file", "ca.pem").status()).isZero();
  }

  @Test
  void settingsOfTheFunction_doAsWell() throws Exception {
    line.unset("EAPI_USERNAME").unset("EAPI_PASSWORD").unset("EAPI_INSECURE");
    line.file("s/eapi-username", "admin").file("s/eapi-password", "arista");
    line.file("s/eapi-pins", "JPE1 " + leaf.sha256() + "\nJPE2 " + spine.sha256() + "\n");
    line.set("secret_mount_path", "s");

    assertThat(run().status()).isZero();
  }

  @Test
  void filesOfSecretsHere_areNotTaken() throws Exception {
    line.unset("EAPI_PASSWORD").file("eapi-password", "arista");
    Ended ended = run();

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("no eapi-password");
  }

  @Test
  void strangersCertificate_isThree_andNoPasswordIsSent() throws Exception {
    line.unset("EAPI_INSECURE").file("ca.pem", TlsAuthority.named("Other").pem());
    Ended ended = run("--ca-file", "ca.pem");

    assertThat(ended.status()).isEqualTo(3);
    assertThat(leaf.http().requests()).isEmpty();
  }

  @Test
  void wrongPassword_isThree_andIsNotPrinted() throws Exception {
    line.set("EAPI_PASSWORD", "hunter2");
    Ended ended = run();

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.out()).contains("it refuses the user admin").doesNotContain("hunter2");
  }

  @Test
  void progress_whereAskedFor_isOnStderr() throws Exception {
    Ended ended = run("--progress");

    assertThat(ended.err()).contains("\r2 of 2 devices, 0 not as they should").endsWith("\n");
  }

  @Test
  void concurrency_isABound() throws Exception {
    StringBuilder hosts = new StringBuilder("anta_inventory:\n  hosts:\n");
    for (int i = 1; i <= 12; i++) {
      hosts.append("    - {host: 127.0.0.1, name: d" + i + ", port: " + leaf.port() + "}\n");
    }
    line.file("inv.yml", hosts.toString());
    Ended ended = run("--concurrency", "3", "--report", "json");

    JsonNode reports = JSON.readTree(ended.out());
    assertThat(StreamSupport.stream(reports.spliterator(), false))
        .extracting(report -> report.at("/device/name").asText())
        .containsExactly(
            IntStream.rangeClosed(1, 12).mapToObj(i -> "d" + i).toArray(String[]::new));
    assertThat(leaf.http().mostAtOnce()).isBetween(2, 3);
  }

  private Element xml(String file) throws Exception {
    byte[] text = line.read(file).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text))
        .getDocumentElement();
  }
}
