package io.cvpfunctions.devicemove.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mapping that a web server has. */
class RemoteMappingTest {
  private volatile Reply reply = site("DC1");
  private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

  private final HttpEndpoint server = HttpEndpoint.start(Listen.anywhere(), any -> reply);
  private final RemoteMapping mapping = new RemoteMapping(URI.create(server.url()), clock());

  @AfterEach
  void close() {
    server.close();
  }

  private Clock clock() {
    InstantSource source = () -> now;
    return source.withZone(ZoneOffset.UTC);
  }

  private static Reply site(String name) {
    return Reply.text(200, "default: {site: " + name + "}").with("ETag", "\"" + name + "\"");
  }

  @Test
  void get_withinAMinute_asksOnce() {
    assertThat(site()).isEqualTo("DC1");
    reply = site("DC2");
    pass(Duration.ofSeconds(59));

    assertThat(site()).isEqualTo("DC1");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void get_afterAMinute_followsTheServer() {
    site();
    reply = site("DC2");
    pass(Duration.ofSeconds(60));

    assertThat(site()).isEqualTo("DC2");
  }

  @Test
  void get_notModified_staysAndAsksWithTheTagItGot() {
    site();
    reply = Reply.empty(304);
    pass(Duration.ofMinutes(1));

    assertThat(site()).isEqualTo("DC1");
    assertThat(tag(0)).isEmpty();
    assertThat(tag(1)).hasValue("\"DC1\"");
  }

  @Test
  void get_serverAwayOrMappingSpoiltLater_keepsTheLastGoodOne() {
    site();
    for (Reply bad : new Reply[] {Reply.html(502, "Bad Gateway"), Reply.text(200, "rules: 7")}) {
      reply = bad;
      pass(Duration.ofMinutes(1));
      assertThat(site()).isEqualTo("DC1");
    }
    server.down();
    pass(Duration.ofMinutes(1));

    assertThat(site()).isEqualTo("DC1");
  }

  @Test
  void get_neverAGoodOne_isAFailureEachTimeUntilThereIs() {
    server.failNext(Fault.resetAfterHandling());
    assertThat(failure().kind()).isEqualTo(Kind.NO_ANSWER);

    assertThat(site()).isEqualTo("DC1");
  }

  @Test
  void get_notThere_namesTheSetting() {
    reply = Reply.html(404, "Not Found");

    assertThat(failure().kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure()).hasMessageContaining("404").hasMessageContaining("mapping_url");
  }

  @Test
  void get_wrongMapping_saysWhatIsWrong() {
    reply = Reply.text(200, "rules: [{site: A}]");

    assertThat(failure().kind()).isEqualTo(Kind.OPERATOR);
    assertThat(failure()).hasMessageContaining("rules[0]: says of no container");
  }

  @Test
  void from_mappingUrl_isReadWhenItIsNeeded() {
    Settings settings = Settings.of(Map.of("mapping_url", server.url() + "/mapping.yml")::get);

    Supplier<Mapping> source = MappingSource.from(settings);

    assertThat(server.requests()).isEmpty();
    assertThat(source.get().defaults().values()).containsEntry(Field.SITE, "DC1");
    assertThat(server.requests("/mapping.yml")).hasSize(1);
  }

  private String site() {
    return mapping.get().defaults().values().get(Field.SITE);
  }

  private Optional<String> tag(int request) {
    return server.requests().get(request).header("if-none-match");
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private CallFailedException failure() {
    return catchThrowableOfType(CallFailedException.class, mapping::get);
  }
}
