/** What the CMDBs that are servers of JSON over HTTP have in common. */
package io.cvpfunctions.devicemove.rest;
