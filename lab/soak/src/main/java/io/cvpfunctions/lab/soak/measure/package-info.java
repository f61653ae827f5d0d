/** What is measured: memory and threads over time, how late functions are called, how often. */
package io.cvpfunctions.lab.soak.measure;
