package io.cvpfunctions.devicemove.servicenow;

import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.DamagedCmdbContract;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.lab.cmdb.ServiceNowServer;
import io.cvpfunctions.remote.HttpRemote;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;

class DamagedServiceNowTest extends DamagedCmdbContract {
  private final ServiceNowServer server = ServiceNowServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected String system() {
    return "ServiceNow";
  }

  @Override
  protected Cmdb open(HttpRemote remote) {
    server.addColumns("u_cvp_container", "u_cvp_last_move", "u_cvp_last_event");
    Identity identity = Identity.of(Credentials.basic(server.username(), server.password()));
    RestClient rest = new RestClient(remote, HttpUrl.get(server.url()), identity);
    ServiceNow store = new ServiceNow(rest, true, "cmdb_ci_ip_switch", "Other Automated");
    return new RecordKeeper(store, CmdbContract.CREATE, new SerialTurns());
  }
}
