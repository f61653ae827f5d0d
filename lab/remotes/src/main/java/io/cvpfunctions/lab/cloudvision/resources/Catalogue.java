package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The services a cluster offers, each with its table and, where it can be set, what that does. */
public final class Catalogue {
  private record Entry(ServiceDescriptor service, Table table, UnaryOperator<Message> set) {}

  /** How one method answers. */
  private interface Method {
    void answer(Message request, Answers answers, Stream out);
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> missing;

  private Catalogue(Set<String> missing) {
    this.missing = missing;
  }

  /** Methods so named are in no service of this release. */
  public static Catalogue without(String... methods) {
    return new Catalogue(Set.of(methods));
  }

  public Catalogue serve(ServiceDescriptor service, Table table) {
    return serve(service, table, null);
  }

  /** What is set comes back as it is kept, or a StatusRuntimeException refuses it. */
  public Catalogue serve(ServiceDescriptor service, Table table, UnaryOperator<Message> set) {
    entries.add(new Entry(service, table, set));
    return this;
  }

  /** Every method of every service, by the path that REST has for its model, and its name. */
  @SuppressWarnings("unchecked")
  Map<String, MethodDescriptor<Message, Message>> methods() {
    Map<String, MethodDescriptor<Message, Message>> methods = new HashMap<>();
    for (Entry entry : entries) {
      String model = entry.service().getName().replaceFirst("^arista\\.(.*)Service$", "$1");
      for (MethodDescriptor<?, ?> each : entry.service().getMethods()) {
        String name = model.replace('.', '/') + " " + each.getBareMethodName();
        methods.put(name, (MethodDescriptor<Message, Message>) each);
      }
    }
    return methods;
  }

  List<ServerServiceDefinition> definitions(Wire wire) {
    return entries.stream().map(entry -> definition(entry, wire)).toList();
  }

  @SuppressWarnings("unchecked")
  private ServerServiceDefinition definition(Entry entry, Wire wire) {
    ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(entry.service());
    ResourceService service = new ResourceService(entry.table(), wire);
    for (MethodDescriptor<?, ?> each : entry.service().getMethods()) {
      var method = (MethodDescriptor<Message, Message>) each;
      definition.addMethod(method, handler(method, method(each, service, entry), wire));
    }
    return definition.build();
  }

  private Method method(MethodDescriptor<?, ?> method, ResourceService service, Entry entry) {
    String name = method.getBareMethodName();
    if (missing.contains(name)) return null;
    return switch (name) {
      case "GetOne" -> service::getOne;
      case "GetSome" -> service::getSome;
      case "GetAll" -> service::getAll;
      case "GetAllBatched" -> service::getAllBatched;
      case "GetMeta" -> service::getMeta;
      case "Subscribe" -> service::subscribe;
      case "SubscribeBatched" -> service::subscribeBatched;
      case "SubscribeMeta" -> service::subscribeMeta;
      case "Set" -> entry.set() == null ? null : setOne(entry.set());
      case "SetSome" -> entry.set() == null ? null : setSome(entry.set());
      default -> null;
    };
  }

  private static Method setOne(UnaryOperator<Message> set) {
    return (request, answers, out) -> {
      out.send(answers.stored("value", set.apply(Model.get(request, "value"))));
      out.end(Status.OK);
    };
  }

  private static Method setSome(UnaryOperator<Message> set) {
    return (request, answers, out) -> {
      for (Message value : Model.all(request, "values")) {
        out.send(answers.stored("key", Model.key(set.apply(value))));
      }
      out.end(Status.OK);
    };
  }

  private static ServerCallHandler<Message, Message> handler(
      MethodDescriptor<Message, Message> descriptor, Method method, Wire wire) {
    Answers answers = new Answers(prototype(descriptor));
    boolean unary = descriptor.getType() == MethodDescriptor.MethodType.UNARY;
    return unary
        ? ServerCalls.asyncUnaryCall((request, out) -> run(method, request, answers, out, wire))
        : ServerCalls.asyncServerStreamingCall(
            (request, out) -> run(method, request, answers, out, wire));
  }

  private static Message prototype(MethodDescriptor<Message, Message> method) {
    return ((PrototypeMarshaller<Message>) method.getResponseMarshaller()).getMessagePrototype();
  }

  private static void run(
      Method method, Message request, Answers answers, StreamObserver<Message> out, Wire wire) {
    var call = (ServerCallStreamObserver<Message>) out;
    Stream stream = new Stream(call, Wire.fault());
    call.setOnCancelHandler(() -> wire.closed(stream));
    call.setOnCloseHandler(() -> wire.closed(stream));
    if (method == null) {
      stream.end(Status.UNIMPLEMENTED.withDescription("unknown method"));
      return;
    }
    try {
      method.answer(request, answers, stream);
    } catch (StatusRuntimeException refused) {
      stream.end(refused.getStatus());
    }
  }
}
