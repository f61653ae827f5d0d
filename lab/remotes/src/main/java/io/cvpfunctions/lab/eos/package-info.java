/** An EOS switch: eAPI as JSON-RPC over HTTPS, answering from a table of commands. */
package io.cvpfunctions.lab.eos;
