package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.util.List;
import java.util.Set;

/** One list of Nautobot: what it does not know in a query it refuses. */
final class NautobotQuery {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> PAGING = Set.of("limit", "offset", "depth");
  private static final int LARGEST_PAGE = 1000;

  private final Kind kind;
  private final RecordedRequest request;
  private final NautobotView view;

  NautobotQuery(Kind kind, RecordedRequest request, NautobotView view) {
    this.kind = kind;
    this.request = request;
    this.view = view;
  }

  static int depth(RecordedRequest request) {
    return Integer.parseInt(request.query().getOrDefault("depth", "0"));
  }

  /** The page that was asked for, of those that fit. */
  Reply answer(List<ObjectNode> all, String base) {
    ObjectNode unknown = MAPPER.createObjectNode();
    request.query().keySet().stream()
        .filter(name -> !PAGING.contains(name) && !kind.filters().contains(name))
        .forEach(name -> unknown.putArray(name).add("Unknown filter field"));
    if (!unknown.isEmpty()) {
      return Reply.json(400, unknown).asUnexpected();
    }
    return page(all.stream().filter(this::fits).toList(), base);
  }

  Reply page(List<ObjectNode> fitting, String base) {
    int limit = Math.min(LARGEST_PAGE, number("limit", 50));
    int offset = number("offset", 0);
    int end = Math.min(fitting.size(), offset + limit);
    ObjectNode body = MAPPER.createObjectNode().put("count", fitting.size());
    body.put("next", end < fitting.size() ? next(base, end) : null);
    ArrayNode results = body.putArray("results");
    fitting
        .subList(Math.min(offset, end), end)
        .forEach(each -> results.add(view.show(kind, each, depth(request))));
    return Reply.json(body);
  }

  private String next(String base, int offset) {
    String others = request.queryString().replaceAll("(^|&)offset=[^&]*", "");
    return base + request.path() + "?" + others + "&offset=" + offset;
  }

  private int number(String parameter, int fallback) {
    return Integer.parseInt(request.query().getOrDefault(parameter, Integer.toString(fallback)));
  }

  private boolean fits(ObjectNode object) {
    return kind.filters().stream()
        .filter(request.query()::containsKey)
        .allMatch(filter -> fits(object.path(filter).asText(), filter, request.all(filter)));
  }

  private static boolean fits(String value, String filter, List<String> wanted) {
    return switch (filter) {
      case "serial" -> wanted.stream().anyMatch(value::equalsIgnoreCase);
      case "address" -> wanted.contains(value.replaceFirst("/.*", ""));
      default -> wanted.contains(value);
    };
  }
}
