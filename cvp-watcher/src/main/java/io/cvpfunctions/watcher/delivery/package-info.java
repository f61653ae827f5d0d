/** Getting stored events to functions: lanes, attempts, batches, and what answers mean. */
package io.cvpfunctions.watcher.delivery;
