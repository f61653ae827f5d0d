/** How one process calls another: settings, secrets, failures and retry, signature, gateway. */
package io.cvpfunctions.remote;
