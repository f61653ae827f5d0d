/**
 * Plays hours of steady work against the whole pipeline while parts of it fail, judges it by what
 * was true, and measures how it does over time.
 */
package io.cvpfunctions.lab.soak;
