package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Answers the reading methods of any model from its table. */
final class ResourceService {
  private static final int USUAL_BATCH = 500;

  private final Table table;
  private final Wire wire;

  ResourceService(Table table, Wire wire) {
    this.table = table;
    this.wire = wire;
  }

  void getOne(Message request, Answers answers, Stream out) {
    Optional<Change> found = find(List.of(Model.get(request, "key")), request).get(0);
    if (found.isEmpty()) {
      out.end(Status.NOT_FOUND.withDescription("not found"));
      return;
    }
    out.send(answers.value(found.get()));
    out.end(Status.OK);
  }

  void getSome(Message request, Answers answers, Stream out) {
    for (Optional<Change> found : find(Model.all(request, "keys"), request)) {
      out.send(found.map(answers::value).orElseGet(answers::missing));
    }
    out.end(Status.OK);
  }

  private List<Optional<Change>> find(List<Message> keys, Message request) {
    boolean timed = Model.has(request, "time");
    return table.find(
        keys, timed ? Optional.of(Model.instant(Model.get(request, "time"))) : Optional.empty());
  }

  void getAll(Message request, Answers answers, Stream out) {
    all(request, answers).forEach(out::send);
    out.end(Status.OK);
  }

  void getAllBatched(Message request, Answers answers, Stream out) {
    batches(all(request, answers.inBatch()), request, answers).forEach(out::send);
    out.end(Status.OK);
  }

  void getMeta(Message request, Answers answers, Stream out) {
    Filter filter = Filter.of(request);
    int count = (int) state(request).stream().filter(each -> filter.fits(each.newest())).count();
    out.send(answers.count(count, Operation.INITIAL));
    out.end(Status.OK);
  }

  void subscribe(Message request, Answers answers, Stream out) {
    open(
        request,
        out,
        answers::marker,
        first -> initial(request, first, answers).forEach(out::send),
        change -> told(change, request, answers).ifPresent(out::send));
  }

  void subscribeBatched(Message request, Answers answers, Stream out) {
    Answers inBatch = answers.inBatch();
    open(
        request,
        out,
        operation -> answers.batch(List.of(inBatch.marker(operation))),
        first -> batches(initial(request, first, inBatch), request, answers).forEach(out::send),
        change ->
            told(change, request, inBatch)
                .ifPresent(message -> out.send(answers.batch(List.of(message)))));
  }

  void subscribeMeta(Message request, Answers answers, Stream out) {
    Filter filter = Filter.of(request);
    Consumer<Operation> count =
        operation ->
            out.send(
                answers.count(
                    (int) table.values().stream().filter(filter::fits).count(), operation));
    open(
        request,
        out,
        answers::marker,
        any -> count.accept(Operation.INITIAL),
        any -> count.accept(Operation.UPDATED));
  }

  private void open(
      Message request,
      Stream out,
      IntFunction<Message> marker,
      Consumer<List<Change>> first,
      Consumer<Change> then) {
    if (Model.has(request, "time")) {
      out.end(Status.INVALID_ARGUMENT.withDescription("time cannot be set on a subscription"));
      return;
    }
    wire.opened(out, marker, () -> table.unwatch(then));
    table.watch(first, then);
  }

  private List<Change> state(Message request) {
    return wire.empty() ? List.of() : Span.of(request).state(table);
  }

  private List<Message> all(Message request, Answers answers) {
    Filter filter = Filter.of(request);
    List<Message> all = new ArrayList<>();
    for (Change change : state(request)) {
      if (filter.fits(change.newest())) all.add(answers.initial(change));
    }
    if (!wire.empty()) {
      Span.of(request).changes(table).stream()
          .filter(change -> filter.fits(change.newest()))
          .forEach(change -> all.add(answers.changed(change, wire.partly())));
    }
    return all;
  }

  private List<Message> initial(Message request, List<Change> state, Answers answers) {
    Filter filter = Filter.of(request);
    List<Message> all = new ArrayList<>();
    for (Change change : wire.empty() ? List.<Change>of() : state) {
      if (filter.fits(change.newest())) all.add(answers.initial(change));
    }
    all.add(answers.marker(Operation.INITIAL_SYNC_COMPLETE.getNumber()));
    return all;
  }

  /**
   * Nothing where the filter does not fit what is now: that an object which ceases to fit is told
   * as deleted has never been promised.
   */
  private Optional<Message> told(Change change, Message request, Answers answers) {
    return Filter.of(request).fits(change.newest())
        ? Optional.of(answers.changed(change, wire.partly()))
        : Optional.empty();
  }

  private static List<Message> batches(List<Message> all, Message request, Answers answers) {
    int most =
        Model.has(request, "max_messages")
            ? ((UInt32Value) Model.get(request, "max_messages")).getValue()
            : USUAL_BATCH;
    List<Message> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += most) {
      batches.add(answers.batch(all.subList(i, Math.min(i + most, all.size()))));
    }
    return batches;
  }
}
