package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.RecordedRequest;
import java.util.List;

/**
 * The window that {@code startIndex} and {@code endIndex} ask for; an end of 0 is everything. That
 * the end itself is left out is our guess: it is not documented.
 */
final class Page {
  private Page() {}

  static <T> List<T> of(List<T> all, RecordedRequest request) {
    int start = Math.min(number(request, "startIndex"), all.size());
    int end = number(request, "endIndex");
    return all.subList(start, end == 0 ? all.size() : Math.max(start, Math.min(end, all.size())));
  }

  private static int number(RecordedRequest request, String name) {
    String text = request.query().getOrDefault(name, "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
