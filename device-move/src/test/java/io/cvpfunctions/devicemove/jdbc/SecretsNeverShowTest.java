package io.cvpfunctions.devicemove.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.openfaas.model.IRequest;
import io.cvpfunctions.devicemove.CmdbMode;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.DeviceMoveFunction;
import io.cvpfunctions.function.FakeRawRequest;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Neither user name nor password is in any answer or log line, whatever goes wrong or right. */
class SecretsNeverShowTest {
  private static final String WRONG_PASSWORD = "wr0ng-password";
  private static final String WRONG_USER = "nobody_knows_me";

  @TempDir Path secrets;

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void listen() throws IOException, SQLException {
    PostgresServer.start();
    lines.start();
    root.setLevel(Level.DEBUG);
    root.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(lines);
    root.setLevel(Level.INFO);
  }

  @Test
  void answersAndLog_done() throws Exception {
    assertThat(said(PostgresServer.USER, PostgresServer.PASSWORD, url(), 200))
        .doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void answersAndLog_wrongPassword() throws Exception {
    assertThat(said(PostgresServer.USER, WRONG_PASSWORD, url(), 503))
        .doesNotContain(WRONG_PASSWORD);
  }

  @Test
  void answersAndLog_unknownUser() throws Exception {
    assertThat(said(WRONG_USER, WRONG_PASSWORD, url().replace("127.0.0.1", "localhost"), 503))
        .doesNotContain(WRONG_PASSWORD);
  }

  @Test
  void answersAndLog_passwordInTheUrl() throws Exception {
    String url = url() + "&password=" + WRONG_PASSWORD;
    assertThat(said(PostgresServer.USER, PostgresServer.PASSWORD, url, 503))
        .doesNotContain(WRONG_PASSWORD)
        .doesNotContain(PostgresServer.PASSWORD);
  }

  @Test
  void toString_ofEveryHolder() {
    Secret password = Secret.of(WRONG_PASSWORD);
    Database database = new PostgresDatabase("jdbc:postgresql://db/cmdb", password, password);
    CmdbPolicy policy = CmdbPolicy.of(CmdbMode.CREATE, false);

    assertThat(List.of(database, new JdbcCmdb(database, policy, Clock.systemUTC())).toString())
        .doesNotContain(WRONG_PASSWORD);
  }

  private static String url() throws SQLException {
    return PostgresServer.url(PostgresServer.newSchema());
  }

  /** Everything that a caller and a reader of the log get to see; never the user name either. */
  private String said(String user, String password, String url, int status) throws Exception {
    mount("cmdb-username", user);
    mount("cmdb-password", password);
    Map<String, String> variables = new HashMap<>();
    variables.put("secret_mount_path", secrets.toString());
    variables.put("cmdb", "jdbc");
    variables.put("cmdb_url", url);
    StringBuilder said = new StringBuilder();
    try (FunctionHandler function =
        FunctionHandler.start(
            DeviceMoveFunction.NAME,
            DeviceMoveFunction::from,
            () -> Settings.of(variables::get),
            Clock.systemUTC())) {
      Received answer = send(function, "POST", Files.readAllBytes(Path.of("sample.json")));
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      said.append(answer.body()).append(send(function, "GET", new byte[0]).body());
    }
    assertThat(said.toString()).doesNotContain(user);
    return said + logged();
  }

  private static Received send(FunctionHandler function, String method, byte[] body) {
    IRequest request = new FakeRawRequest(method, body, Map.of());
    return new Received(function.handle(request));
  }

  private String logged() {
    return lines.list.stream()
        .map(line -> line.getFormattedMessage() + line.getKeyValuePairs() + cause(line))
        .collect(Collectors.joining("\n"));
  }

  private static String cause(ILoggingEvent line) {
    return line.getThrowableProxy() == null
        ? ""
        : ThrowableProxyUtil.asString(line.getThrowableProxy());
  }

  private void mount(String name, String value) throws IOException {
    Files.writeString(secrets.resolve(name), value);
  }
}
