/**
 * Holds what the pipeline said and wrote against what was so; reads nothing of the product's own.
 */
package io.cvpfunctions.lab.month.judge;
