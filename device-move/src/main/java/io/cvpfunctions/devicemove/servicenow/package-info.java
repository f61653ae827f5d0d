/**
 * The CMDB in ServiceNow: IRE for writing, the Table API for reading and notes (facts: CMDB B6).
 */
package io.cvpfunctions.devicemove.servicenow;
