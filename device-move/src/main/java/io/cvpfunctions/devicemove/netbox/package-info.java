/** The CMDB in NetBox, from 3.7 to 4.6 (facts: CMDB B2, B3). */
package io.cvpfunctions.devicemove.netbox;
