package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.DamagedCmdbContract;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.remote.HttpRemote;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;

class DamagedNetBoxTest extends DamagedCmdbContract {
  private final NetBoxServer server = NetBoxServer.start("4.6.8");

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected String system() {
    return "NetBox";
  }

  @Override
  protected Cmdb open(HttpRemote remote) {
    Identity identity = Identity.of("Bearer " + server.token());
    RestClient rest = new RestClient(remote, HttpUrl.get(server.url()), identity);
    NetBox store = new NetBox(rest, true, "Management1");
    return new RecordKeeper(store, CmdbContract.CREATE, new SerialTurns());
  }
}
