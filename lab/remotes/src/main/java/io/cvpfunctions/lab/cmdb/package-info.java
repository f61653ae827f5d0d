/**
 * NetBox, Nautobot and ServiceNow, as far as somebody who records devices in them meets them; no
 * kinder than the real ones (facts: CMDB B2 to B6).
 */
package io.cvpfunctions.lab.cmdb;
