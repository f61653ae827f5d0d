/** A Slack workspace: one incoming webhook, one channel, and the Web API for posting to it. */
package io.cvpfunctions.lab.slack;
