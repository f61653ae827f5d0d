/** Promises that hold whatever comes in, tried on damaged inputs by seed. */
package io.cvpfunctions.fuzz;
