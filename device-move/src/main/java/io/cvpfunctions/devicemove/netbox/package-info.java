/**
 * The CMDB in NetBox, from 3.7 to 4.6, or in its fork Nautobot, 2.x and 3.x (facts: CMDB B2, B3,
 * B5).
 */
package io.cvpfunctions.devicemove.netbox;
