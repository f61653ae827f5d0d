package io.cvpfunctions.lab.cloudvision.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The resource APIs as REST: each request becomes a call of gRPC and its answer JSON, as the real
 * front end makes them. Subscriptions and the rpcs of many keys are not served.
 */
final class RestBinding {
  static final String PREFIX = "/api/resources/";

  private static final Map<String, String> RPCS =
      Map.of("GET ", "GetOne", "GET all", "GetAll", "POST all", "GetAll", "POST ", "Set");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  /** More than any caller waits; a call that is held back ends all the same. */
  private static final long LONGEST_SECONDS = 300;

  private final Map<String, MethodDescriptor<Message, Message>> methods;

  /** By the path of the model and the rpc: {@code tag/v2/Tag GetOne}. */
  RestBinding(Map<String, MethodDescriptor<Message, Message>> methods) {
    this.methods = methods;
  }

  Reply answer(RecordedRequest request, Channel channel) {
    String[] path = request.path().substring(PREFIX.length()).split("/", 4);
    if (path.length < 3) return Reply.html(404, "404 Not Found").asUnexpected();
    String model = String.join("/", path[0], path[1], path[2]);
    String verb = request.method() + " " + (path.length == 4 ? path[3] : "");
    var method = methods.get(model + " " + RPCS.get(verb));
    if (method == null) return error(Status.UNIMPLEMENTED.withDescription("Not Implemented"));
    try {
      return call(method, message(method, request), channel);
    } catch (IOException wrong) {
      return error(Status.INVALID_ARGUMENT.withDescription(wrong.getMessage()));
    }
  }

  private static Message message(MethodDescriptor<Message, Message> method, RecordedRequest request)
      throws IOException {
    var marshaller = (PrototypeMarshaller<Message>) method.getRequestMarshaller();
    Message.Builder builder = marshaller.getMessagePrototype().newBuilderForType();
    boolean set = "Set".equals(method.getBareMethodName());
    JsonNode json = request.method().equals("GET") ? ofQuery(request) : ofBody(request);
    JsonNode whole = set ? JsonNodeFactory.instance.objectNode().set("value", json) : json;
    JsonFormat.parser().merge(whole.toString(), builder);
    return builder.build();
  }

  private static JsonNode ofBody(RecordedRequest request) throws IOException {
    JsonNode body = MAPPER.readTree(request.body());
    return body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body;
  }

  /** {@code key.workspaceId=x} is the field of a field. */
  private static JsonNode ofQuery(RecordedRequest request) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    request.query().forEach((name, value) -> put(root, name.split("\\.", -1), value));
    return root;
  }

  private static void put(ObjectNode root, String[] path, String value) {
    ObjectNode node = root;
    for (int i = 0; i < path.length - 1; i++) node = node.withObjectProperty(path[i]);
    node.put(path[path.length - 1], value);
  }

  private static Reply call(
      MethodDescriptor<Message, Message> method, Message request, Channel channel) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (method.getType() != MethodType.UNARY) {
      return lines(ClientCalls.blockingServerStreamingCall(channel, method, options, request));
    }
    try {
      return json(print(ClientCalls.blockingUnaryCall(channel, method, options, request)));
    } catch (StatusRuntimeException refused) {
      return error(refused.getStatus());
    }
  }

  /** An error after the first line is a line of its own. */
  private static Reply lines(Iterator<Message> messages) {
    StringBuilder lines = new StringBuilder();
    try {
      while (messages.hasNext()) line(lines, "result", print(messages.next()));
    } catch (StatusRuntimeException broken) {
      if (lines.isEmpty()) return error(broken.getStatus());
      line(lines, "error", body(broken.getStatus()).toString());
    }
    return json(lines.toString());
  }

  private static void line(StringBuilder lines, String name, String json) {
    lines.append("{\"").append(name).append("\":").append(json).append("}\n");
  }

  private static String print(Message message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  private static Reply json(String body) {
    return Reply.of(200, "application/json", body);
  }

  static Reply error(Status status) {
    return Reply.json(http(status.getCode()), body(status));
  }

  private static ObjectNode body(Status status) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("code", status.getCode().value());
    body.put("message", Optional.ofNullable(status.getDescription()).orElse(""));
    body.putArray("details");
    return body;
  }

  private static int http(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ALREADY_EXISTS, ABORTED -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
      default -> 500;
    };
  }
}
