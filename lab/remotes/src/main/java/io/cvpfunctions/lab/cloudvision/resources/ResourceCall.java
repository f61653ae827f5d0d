package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import java.time.Instant;

/** One call as it arrived; the method is such as {@code arista.event.v1.EventService/GetAll}. */
public record ResourceCall(String method, Message request, Instant at) {}
