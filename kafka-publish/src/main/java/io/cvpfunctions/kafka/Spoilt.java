package io.cvpfunctions.kafka;

import org.apache.kafka.clients.producer.Producer;

/** A producer that will not work again, why, and how far it had come. */
final class Spoilt {
  private final Producer<String, byte[]> producer;
  private final Throwable why;
  private final Contact contact;

  /** To be made before the producer is closed, which then tells nothing more. */
  Spoilt(Producer<String, byte[]> producer, Throwable why) {
    this.producer = producer;
    this.why = why;
    this.contact = Contact.of(producer);
  }

  boolean is(Producer<String, byte[]> other) {
    return producer == other;
  }

  Throwable why() {
    return why;
  }

  Contact contact() {
    return contact;
  }
}
