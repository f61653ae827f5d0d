package io.cvpfunctions.devicemove.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.netbox.NetBox;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.lab.http.Listen;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@code cmdb_ca_file} makes device-move trust. */
class TrustedAuthorityTest {
  private final TlsAuthority authority = TlsAuthority.named("Lab CA");
  private final NetBoxServer netbox =
      NetBoxServer.start("4.6.8", Listen.anywhere().tls(authority.issue("127.0.0.1")));

  @TempDir Path directory;

  @AfterEach
  void close() {
    netbox.close();
  }

  @Test
  void trust_serverOfThatAuthority_isSpokenTo() throws IOException {
    String another = TlsAuthority.named("Older CA").pem();

    try (Cmdb cmdb = cmdb(another + authority.pem())) {
      assertThat(cmdb.placed(CmdbContract.budget())).isEmpty();
    }
    assertThat(netbox.http().requests()).hasSize(1);
  }

  @Test
  void trust_serverOfAnotherAuthority_isNotToldTheToken() throws IOException {
    try (Cmdb cmdb = cmdb(TlsAuthority.named("Other CA").pem())) {
      CallFailedException refused =
          catchThrowableOfType(CallFailedException.class, () -> cmdb.placed(CmdbContract.budget()));

      assertThat(refused.kind()).isEqualTo(Kind.NOT_SENT);
      assertThat(netbox.http().requests()).isEmpty();
    }
  }

  @Test
  void ofFile_noCertificateInIt_isAProblemOfTheSetting() {
    assertThat(
            catchThrowableOfType(SettingsException.class, () -> cmdb("not a certificate").close())
                .problems())
        .singleElement()
        .asString()
        .startsWith("cmdb_ca_file=" + directory.resolve("ca.pem"));
  }

  private Cmdb cmdb(String pem) throws IOException {
    Files.writeString(directory.resolve("ca.pem"), pem);
    Files.writeString(directory.resolve("cmdb-token"), netbox.token());
    Map<String, String> all = new HashMap<>();
    all.put("cmdb_url", netbox.url());
    all.put("cmdb_ca_file", directory.resolve("ca.pem").toString());
    all.put("secret_mount_path", directory.toString());
    Settings settings = Settings.of(all::get);
    var chosen = NetBox.from(settings, CmdbContract.CREATE);
    settings.check();
    return chosen.get();
  }
}
