/**
 * Plays a month of a data centre's life, in minutes, against the whole pipeline as it is deployed,
 * and judges what came of it by what the scenario itself knows to be true.
 */
package io.cvpfunctions.lab.month;
