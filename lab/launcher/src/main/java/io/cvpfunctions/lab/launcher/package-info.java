/** Starts every process of the pipeline on one machine and shows a move going through it. */
package io.cvpfunctions.lab.launcher;
