/** What watches CloudVision: the poll, and the streams of provisioned devices, tags and events. */
package io.cvpfunctions.watcher.sources;
