/** One trace from CloudVision to Kafka, where somebody collects it; else nothing. */
package io.cvpfunctions.tracing;
