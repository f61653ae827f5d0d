package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.JsonNode;

/** A record that a consumer of the topic read, in the order of its key. */
public record Published(String id, String type, String key, JsonNode data) {}
