/** What everybody wrote down in a run, and the checks that judge it. No I/O. */
package io.cvpfunctions.lab.ledger.book;
