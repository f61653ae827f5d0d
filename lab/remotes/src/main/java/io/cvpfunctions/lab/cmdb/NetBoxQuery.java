package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** One list of NetBox: what it does not know in a query it ignores. */
final class NetBoxQuery {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGEST_PAGE = 1000;

  private final List<ObjectNode> objects;
  private final RecordedRequest request;
  private final List<String> filters;
  private final boolean byId;

  /** Of these objects, by what that kind can be asked for. */
  NetBoxQuery(Kind kind, List<ObjectNode> objects, RecordedRequest request, NetBoxRelease release) {
    this.byId = release.pagesById() && request.query().containsKey("start");
    this.objects = objects;
    this.request = request;
    this.filters =
        kind.filters().stream()
            .filter(request.query()::containsKey)
            .sorted(Comparator.comparing("q"::equals))
            .toList();
  }

  Reply answer(String base, Function<ObjectNode, JsonNode> show) {
    List<ObjectNode> fitting = objects.stream().filter(this::fits).toList();
    int limit = Math.min(LARGEST_PAGE, number("limit", 50));
    if (byId) {
      return fromId(fitting, limit, base, show);
    }
    int offset = number("offset", 0);
    ObjectNode body = MAPPER.createObjectNode().put("count", fitting.size());
    int end = Math.min(fitting.size(), offset + limit);
    body.put("next", end < fitting.size() ? next(base, limit, end) : null);
    body.putNull("previous");
    ArrayNode results = body.putArray("results");
    fitting.subList(Math.min(offset, end), end).forEach(each -> results.add(show.apply(each)));
    return Reply.json(body);
  }

  /** Nothing is counted; the next page begins at the id after the last one. */
  private Reply fromId(
      List<ObjectNode> all, int limit, String base, Function<ObjectNode, JsonNode> show) {
    if (request.query().containsKey("offset")) {
      return NetBoxServer.detail(400, "'start' and 'offset' are mutually exclusive.");
    }
    List<ObjectNode> from =
        all.stream().filter(each -> each.path("id").asInt() >= number("start", 0)).toList();
    ObjectNode body = MAPPER.createObjectNode().putNull("count");
    boolean more = from.size() > limit;
    String next = base + request.path() + "?limit=" + limit + "&start=";
    body.put("next", more ? next + from.get(limit).path("id").asText() : null);
    ArrayNode results = body.putNull("previous").putArray("results");
    from.stream().limit(limit).forEach(each -> results.add(show.apply(each)));
    return Reply.json(body);
  }

  private String next(String base, int limit, int offset) {
    String others = request.queryString().replaceAll("(^|&)(limit|offset)=[^&]*", "");
    return base
        + request.path()
        + "?limit="
        + limit
        + "&offset="
        + offset
        + (others.isEmpty() ? "" : "&" + others.replaceFirst("^&", ""));
  }

  private int number(String parameter, int fallback) {
    String text = request.query().getOrDefault(parameter, "");
    return text.matches("\\d+") && !text.equals("0") ? Integer.parseInt(text) : fallback;
  }

  private boolean fits(ObjectNode object) {
    return filters.stream().allMatch(filter -> fits(object, filter, request.all(filter)));
  }

  private static boolean fits(ObjectNode object, String filter, List<String> values) {
    if (filter.endsWith("_id")) {
      String relation =
          filter.equals("assigned_object_id") ? filter : filter.replaceFirst("_id$", "");
      return values.contains(object.path(relation).asText());
    }
    return switch (filter) {
      case "q" -> values.stream().anyMatch(v -> object.toString().contains(v));
      case "address" -> values.contains(object.path("address").asText().replaceFirst("/.*", ""));
      case "serial" -> anyIgnoringCase(values, object.path("serial").asText());
      default -> fitsByName(object, filter, values);
    };
  }

  private static boolean fitsByName(ObjectNode object, String filter, List<String> values) {
    String value = object.path(filter.replaceFirst("__ie$", "")).asText();
    return filter.endsWith("__ie") ? anyIgnoringCase(values, value) : values.contains(value);
  }

  private static boolean anyIgnoringCase(List<String> values, String value) {
    return values.stream().anyMatch(value::equalsIgnoreCase);
  }
}
