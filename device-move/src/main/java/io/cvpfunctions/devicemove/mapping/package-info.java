/** Which site, location, role, tags and status a container means in the CMDB. */
package io.cvpfunctions.devicemove.mapping;
