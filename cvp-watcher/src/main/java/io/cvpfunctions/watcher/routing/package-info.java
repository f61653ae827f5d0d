/** Which deployed functions are told of an event. */
package io.cvpfunctions.watcher.routing;
