package io.cvpfunctions.watcher.state;

import io.cvpfunctions.watcher.PostgresServer;

class PostgresClaimsTest extends ClaimsContract {
  @Override
  StateAddress address() throws Exception {
    return PostgresServer.newState();
  }
}
