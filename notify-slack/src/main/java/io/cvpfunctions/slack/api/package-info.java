/** How it is said: by an incoming webhook or a bot token, at Slack's pace. */
package io.cvpfunctions.slack.api;
