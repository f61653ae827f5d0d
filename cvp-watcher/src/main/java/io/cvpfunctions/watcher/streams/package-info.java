/** CloudVision's gRPC services: which node and port serves them, and the streams themselves. */
package io.cvpfunctions.watcher.streams;
