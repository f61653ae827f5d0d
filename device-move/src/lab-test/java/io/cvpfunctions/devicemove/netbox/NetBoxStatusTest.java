package io.cvpfunctions.devicemove.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.Told;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer of NetBox comes to, word by word: what it said, and what mends it. */
class NetBoxStatusTest {
  private static final String SERIAL = "JPE19330452";

  private final NetBox46Test site = new NetBox46Test();
  private final Cmdb cmdb = site.open(NetBoxContract.CREATE);

  @AfterEach
  void close() {
    cmdb.close();
    site.closeServer();
  }

  private CallFailedException failure(String event, int minute, Duration time) {
    return catchThrowableOfType(
        CallFailedException.class,
        () ->
            cmdb.record(
                NetBoxContract.observation(Told.moved(event, minute, SERIAL, "C" + minute)),
                Budget.of(time)));
  }

  private static Fault answers(int status, String body) {
    return Fault.instead(
        Reply.of(status, "application/json", body)
            .with("Location", "https://elsewhere.example/x")
            .with("X-Request-ID", "r1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          301 | ``  | OPERATOR | it redirects to https://elsewhere.example: set cmdb_url to where it is, with https
          302 | ``  | OPERATOR | it redirects to https://elsewhere.example: set cmdb_url to where it is, with https
          400 | {"site":["Select a valid choice. x is not one of the available choices."]} | REJECTED | it refuses dcim.device: site: Select a valid choice. x is not one of the available choices.
          401 | {"detail":"Invalid token"} | OPERATOR | Invalid token: correct the secret cmdb-token
          403 | {"detail":"Authentication credentials were not provided."} | OPERATOR | Authentication credentials were not provided.: correct the secret cmdb-token
          403 | {"detail":"Invalid v1 token"} | OPERATOR | Invalid v1 token: correct the secret cmdb-token
          403 | {"detail":"Invalid v2 token"} | OPERATOR | Invalid v2 token: correct the secret cmdb-token
          403 | {"detail":"Invalid token"} | OPERATOR | Invalid token: correct the secret cmdb-token
          403 | {"detail":"Token expired"} | OPERATOR | Token expired: extend or enable it there, or put another into the secret cmdb-token
          403 | {"detail":"Token disabled"} | OPERATOR | Token disabled: extend or enable it there, or put another into the secret cmdb-token
          403 | {"detail":"Source IP 10.0.0.1 is not permitted to authenticate using this token."} | OPERATOR | Source IP 10.0.0.1 is not permitted to authenticate using this token.: add it to the allowed IPs of the token in the secret cmdb-token
          403 | {"detail":"You do not have permission to perform this action."} | OPERATOR | You do not have permission to perform this action. Grant the token's user the permission view on dcim.device
          404 | {"detail":"Not found."} | OPERATOR | there is no dcim.device: correct cmdb_url, or grant the token's user the permission view on dcim.device
          405 | {"detail":"Method \\"GET\\" not allowed."} | OPERATOR | it does not let anybody view dcim.device: see that cmdb_url is its address
          429 | {}  | LATER | a proxy before it asks for a pause: raise its rate limit, or let fewer calls be made
          500 | {"error":"x","exception":"OperationalError","netbox_version":"4.6.8","python_version":"3.12"} | BROKEN | it answers 500: OperationalError; its log has more (request r1)
          502 | bad | BROKEN | it answers 502: see that it is up (bad)
          503 | bad | BROKEN | it answers 503: see that it is up (bad)
          504 | bad | BROKEN | it answers 504: see that it is up (bad)
          200 | bad | BROKEN | what 127.0.0.1 answers is not its JSON: see that cmdb_url is its address and that no login page is before it (bad)
          """)
  void reading_isSaid(int status, String body, Kind kind, String said) {
    site.netbox.http().fail(answers(status, body));

    CallFailedException failure = failure("e1", 0, Duration.ofSeconds(24));

    assertThat(failure).hasMessage("NetBox: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          301 | ``  | OPERATOR | it redirects to https://elsewhere.example: set cmdb_url to where it is, with https
          400 | {"device_type":["This field is required."],"role":["This field is required."]} | REJECTED | it refuses dcim.device: device_type: This field is required.; role: This field is required.
          400 | {"non_field_errors":["The two do not fit."]} | REJECTED | it refuses dcim.device: non_field_errors: The two do not fit.
          400 | {"__all__":["Device name must be unique per site."]} | REJECTED | it refuses dcim.device: __all__: Device name must be unique per site.
          400 | {"status":["Value must be passed directly (e.g. \\"foo\\": 123); do not use a dictionary or list."]} | REJECTED | it refuses dcim.device: status: Value must be passed directly (e.g. "foo": 123); do not use a dictionary or list.
          400 | {"site":["Related object not found using the provided attributes: {'slug': 'x'}"]} | REJECTED | it refuses dcim.device: site: Related object not found using the provided attributes: {'slug': 'x'}
          400 | {"site":["Related object not found using the provided numeric ID: 9"]} | REJECTED | it refuses dcim.device: site: Related object not found using the provided numeric ID: 9
          400 | {"site":["Multiple objects match the provided attributes: {'slug': 'x'}"]} | REJECTED | it refuses dcim.device: site: Multiple objects match the provided attributes: {'slug': 'x'}
          400 | {"custom_fields":["Unknown field name 'cvp_container' in custom field data."]} | OPERATOR | it refuses dcim.device: custom_fields: Unknown field name 'cvp_container' in custom field data. See that the custom fields cvp_... are there and assigned to devices
          400 | {"status":["\\"blooming\\" is not a valid choice."]} | OPERATOR | it refuses dcim.device: status: "blooming" is not a valid choice. Correct the status in mapping.yml, or cmdb_removed_status
          403 | {"detail":"You do not have permission to perform this action."} | OPERATOR | You do not have permission to perform this action. Grant the token's user the permission change on dcim.device, and see that the token may write
          404 | {"detail":"No Device matches the given query."} | OPERATOR | there is no dcim.device: correct cmdb_url, or grant the token's user the permission change on dcim.device, and see that the token may write
          409 | {"detail":"Unable to delete object. 2 dependent objects were found: a, b."} | REJECTED | it refuses: Unable to delete object. 2 dependent objects were found: a, b. Look at it there
          500 | {"error":"duplicate key","exception":"IntegrityError","netbox_version":"4.6.8","python_version":"3.12"} | BROKEN | it answers 500: IntegrityError; its log has more (request r1)
          """)
  void writing_isSaid(int status, String body, Kind kind, String said) {
    assertThat(failure("e1", 0, Duration.ofSeconds(24))).isNull();
    site.netbox.http().failOn("/dcim/devices/" + site.id(SERIAL) + "/", answers(status, body));

    CallFailedException failure = failure("e2", 1, Duration.ofSeconds(24));

    assertThat(failure).hasMessage("NetBox: " + said);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  /** Others who write the same all the time: it is read and tried again until no time is left. */
  @Test
  void writing_changedByOthers_isTriedUntilTheTimeIsOver() {
    assertThat(failure("e1", 0, Duration.ofSeconds(24))).isNull();
    String device = "/dcim/devices/" + site.id(SERIAL) + "/";
    site.netbox
        .http()
        .whenAnswered(
            (asked, reply) -> {
              boolean read = asked.method().equals("GET") && asked.path().endsWith("/devices/");
              if (read) site.netbox.edit("dcim/devices", site.id(SERIAL), "{\"comments\": \"x\"}");
            });

    CallFailedException failure = failure("e2", 1, Duration.ofSeconds(3));

    assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
    assertThat(failure)
        .hasMessage("NetBox: others wrote the same record each time that it was tried; repeat it");
    assertThat(site.netbox.http().requests(device)).hasSizeBetween(2, 200);
    assertThat(site.stored(SERIAL)).containsEntry("container", "C0");
  }
}
