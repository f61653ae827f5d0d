/** Runs the watcher with a clock that the ledger sets; exists in the lab only. */
package io.cvpfunctions.lab.ledger.clock;
