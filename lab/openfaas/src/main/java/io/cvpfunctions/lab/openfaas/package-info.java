/**
 * Stand-ins of OpenFaaS CE: the gateway, of-watchdog, and what faas-cli makes of a stack.yml.
 *
 * <p>They behave as the real ones were measured to, unkind corners included, so that what works
 * against them works when deployed. They hold no line of OpenFaaS and run nothing but what a test
 * or the lab registers.
 */
package io.cvpfunctions.lab.openfaas;
