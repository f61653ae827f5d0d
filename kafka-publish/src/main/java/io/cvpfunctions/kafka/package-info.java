/** kafka-publish: events onto Kafka, acknowledged and in order. */
package io.cvpfunctions.kafka;
