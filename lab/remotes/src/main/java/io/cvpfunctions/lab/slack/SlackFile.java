package io.cvpfunctions.lab.slack;

/** A file that was attached to a channel or, where {@code threadTs} is not empty, to a thread. */
public record SlackFile(
    String name, String title, String content, String channel, String threadTs) {}
