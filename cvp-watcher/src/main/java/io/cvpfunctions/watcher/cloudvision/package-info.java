/** CloudVision's REST API: sessions, nodes, and where every device is. */
package io.cvpfunctions.watcher.cloudvision;
