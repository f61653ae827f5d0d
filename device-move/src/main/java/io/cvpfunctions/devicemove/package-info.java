/** Heads the chain: records a device and its moves in the CMDB. */
package io.cvpfunctions.devicemove;
