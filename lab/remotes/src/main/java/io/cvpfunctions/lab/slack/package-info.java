/** A Slack workspace: incoming webhooks, channels, and the Web API for posting to them. */
package io.cvpfunctions.lab.slack;
