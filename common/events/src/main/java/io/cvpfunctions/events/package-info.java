/** What we say to each other: event types, their data, the CloudEvents codec. Does no I/O. */
package io.cvpfunctions.events;
