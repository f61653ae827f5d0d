/**
 * Event in, work, event on: the base of every function.
 *
 * <p>A function implements {@link io.cvpfunctions.function.EventFunction}; {@link
 * io.cvpfunctions.function.FunctionHandler} keeps every promise the functions make alike.
 */
package io.cvpfunctions.function;
