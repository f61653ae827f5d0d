/** Writes back to CloudVision what an event says of a device, as a tag. */
package io.cvpfunctions.tagdevice;
