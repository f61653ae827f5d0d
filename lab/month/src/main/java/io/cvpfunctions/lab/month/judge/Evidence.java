package io.cvpfunctions.lab.month.judge;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What everybody outside saw: the gateway, the consumer of the topic, the channel, the CMDB.
 *
 * @param records of the CMDB, each by the names of its fields
 * @param refusals why Slack took messages not
 */
public record Evidence(
    List<Answered> answers,
    List<Published> published,
    List<Posted> posts,
    List<Letter> letters,
    List<Map<String, String>> records,
    List<String> refusals) {
  /** The calls of that function that it took. */
  Stream<Answered> taken(String function) {
    return answers.stream().filter(each -> each.function().equals(function) && each.isDone());
  }
}
