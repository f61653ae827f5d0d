/**
 * CloudVision's resource APIs over gRPC. All models are alike, so one table, one service and one
 * subscription, which know messages by their fields' names only, serve every one of them.
 */
package io.cvpfunctions.lab.cloudvision.resources;
