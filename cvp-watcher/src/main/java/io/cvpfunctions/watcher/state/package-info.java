/** What survives a restart: placements, outbox, dead letters, in one database. */
package io.cvpfunctions.watcher.state;
