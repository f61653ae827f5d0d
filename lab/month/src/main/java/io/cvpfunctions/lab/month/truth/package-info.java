/** What is so, written down by whoever makes it so, before anybody else can know. */
package io.cvpfunctions.lab.month.truth;
