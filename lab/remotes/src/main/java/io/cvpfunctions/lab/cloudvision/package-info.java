/**
 * A CloudVision cluster: sessions, tokens, inventory, moves and tasks over REST, and the resource
 * APIs over gRPC.
 */
package io.cvpfunctions.lab.cloudvision;
