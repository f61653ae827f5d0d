package io.cvpfunctions.validation;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.Verdict;
import io.cvpfunctions.validation.catalog.TestDefinition;
import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.CommandReply;
import io.cvpfunctions.validation.engine.Finding;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Refusals;
import io.cvpfunctions.validation.engine.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Makes results of what a switch replied, one test at a time; nothing a test does stops others. */
final class Judge {
  private final String device;
  private final String model;
  private final Map<Command, CommandReply> replies;
  private final Instant now;

  Judge(String device, String model, Map<Command, CommandReply> replies, Instant now) {
    this.device = device;
    this.model = model;
    this.replies = replies;
    this.now = now;
  }

  /** The result of one definition. */
  TestResult result(TestDefinition definition) {
    NetworkTest test = definition.test();
    Finding finding = finding(definition);
    return TestResult.builder(device, test.name())
        .module(test.module())
        .categories(definition.overwrite().categories().orElse(test.categories()))
        .description(definition.overwrite().description().orElse(test.description()))
        .result(finding.verdict(), finding.messages())
        .atomicResults(finding.parts())
        .customField(definition.overwrite().customField().orElse(null))
        .inputs(definition.written())
        .build();
  }

  private Finding finding(TestDefinition definition) {
    NetworkTest test = definition.test();
    if (test.notOn(model)) {
      return Finding.of(Verdict.SKIPPED, test.name() + " is not supported on " + model);
    }
    Map<Command, CommandReply> own = new LinkedHashMap<>();
    definition.commands().forEach(command -> own.put(command, replies.get(command)));
    Optional<Finding> refused = Refusals.judge(own, device, model);
    return refused.isPresent() ? refused.get() : judged(definition, own);
  }

  private Finding judged(TestDefinition definition, Map<Command, CommandReply> replies) {
    List<Tree> answers = new ArrayList<>();
    for (Command command : definition.commands()) {
      answers.add(Tree.of(replies.get(command).value().orElse(null)));
    }
    try {
      return definition.test().judge(definition.inputs(), answers, now);
    } catch (RuntimeException bug) {
      LoggerFactory.getLogger(Judge.class)
          .error("{} could not judge a reply", definition.test(), bug);
      return Finding.of(Verdict.ERROR, "the test itself failed; the function's log has more");
    }
  }
}
