/** What is said: an event becomes one message in Block Kit, within Slack's limits. */
package io.cvpfunctions.slack.message;
