/** Every process of the pipeline and every remote, started for the month. */
package io.cvpfunctions.lab.month.stage;
