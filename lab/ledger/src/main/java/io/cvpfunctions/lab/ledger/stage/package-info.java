/** The stand-ins, the functions that write down what they receive, and the watcher's processes. */
package io.cvpfunctions.lab.ledger.stage;
