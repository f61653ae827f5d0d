/** What happens to the pipeline: moves and events at their rates, and troubles. */
package io.cvpfunctions.lab.soak.load;
