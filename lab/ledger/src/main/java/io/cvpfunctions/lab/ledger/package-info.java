/**
 * Drives the watcher through seeded trouble, and proves from what everybody wrote down that it lost
 * nothing, doubled nothing, kept the order and told no lie.
 */
package io.cvpfunctions.lab.ledger;
