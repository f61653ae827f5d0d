/** What happens in a run, and when: a pure function of the seed. */
package io.cvpfunctions.lab.ledger.schedule;
