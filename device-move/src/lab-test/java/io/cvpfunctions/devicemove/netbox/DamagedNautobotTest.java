package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.DamagedCmdbContract;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.lab.cmdb.NautobotServer;
import io.cvpfunctions.remote.HttpRemote;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;

class DamagedNautobotTest extends DamagedCmdbContract {
  private final NautobotServer server = NautobotServer.start("2.4");

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected String system() {
    return "Nautobot";
  }

  @Override
  protected Cmdb open(HttpRemote remote) {
    server.add("ipam/prefixes", "{\"prefix\": \"127.0.0.0/8\"}");
    Identity identity = Identity.of("Token " + server.token());
    RestClient rest = new RestClient(remote, HttpUrl.get(server.url()), identity);
    Nautobot store = new Nautobot(rest, true, "Management1");
    return new RecordKeeper(store, CmdbContract.CREATE, new SerialTurns());
  }
}
