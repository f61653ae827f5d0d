/**
 * What all stand-ins are made of: an HTTP server on a raw socket that records every request and can
 * break in the middle of an answer, and certificates made for the occasion.
 */
package io.cvpfunctions.lab.http;
