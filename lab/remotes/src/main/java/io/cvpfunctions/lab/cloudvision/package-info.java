/** A CloudVision cluster: sessions, tokens, inventory, moves and tasks over REST. */
package io.cvpfunctions.lab.cloudvision;
