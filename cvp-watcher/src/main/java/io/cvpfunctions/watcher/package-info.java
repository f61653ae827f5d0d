/** CloudVision in, OpenFaaS gateway out: a connector that loses nothing. */
package io.cvpfunctions.watcher;
