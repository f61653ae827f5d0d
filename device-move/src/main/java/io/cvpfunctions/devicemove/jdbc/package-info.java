/** The CMDB without a server of its own, or in a PostgreSQL that is there already. */
package io.cvpfunctions.devicemove.jdbc;
