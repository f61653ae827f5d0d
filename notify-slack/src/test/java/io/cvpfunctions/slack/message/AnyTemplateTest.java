package io.cvpfunctions.slack.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.slack.SlackLimits;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever a team's template says: what comes of it is within Slack's limits, or it is refused. */
class AnyTemplateTest {
  private static final String[] PARTS = {
    "{{device}}",
    "{{{device}}}",
    "{{&description}}",
    "{{#url}}<{{url}}|Open>{{/url}}",
    "<{{device}}>",
    "<{{device}}|{{device}}",
    "`{{title}}`",
    "`{{title}}",
    "{{#worst}}{{device}}{{/worst}}",
    "{{worst}}",
    "{{device.text}}",
    "&",
    "<",
    ">",
    "``",
    "\n",
    "😀",
    "word "
  };

  private static final String[] SHAPES = {"header", "section", "plain", "context"};

  @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void anyTemplate_isWithinTheLimitsOrRefused(
      @ForAll("lines") List<String> lines, @ForAll("names") String name) {
    List<String> problems = new ArrayList<>();
    MessageTemplate template = TemplateFile.read(template(lines).toString(), problems::add);

    if (problems.isEmpty()) {
      SlackMessage message = template.render(values(name));
      assertThat(SlackLimits.brokenByATeam(message.toJson())).isEmpty();
      assertThat(SlackLimits.brokenByATeam(message.toPlainJson())).isEmpty();
    }
  }

  private static ObjectNode template(List<String> lines) {
    ObjectNode template = JsonNodeFactory.instance.objectNode().put("text", lines.get(0));
    ArrayNode blocks = template.putArray("blocks");
    for (int i = 0; i < lines.size(); i++) {
      blocks.addObject().put(SHAPES[i % SHAPES.length], lines.get(i));
    }
    blocks.addObject().putObject("fields").put("Label", lines.get(0)).put("Other", "x");
    return template;
  }

  private static Values values(String name) {
    return new Values()
        .name("device", name)
        .foreign("description", Foreign.lines(name.repeat(1000), 2900))
        .name("title", name)
        .own("url", "https://cvp.example.net")
        .list("worst", List.of(new Values().name("device", name)));
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> line =
        Arbitraries.of(PARTS).list().ofMaxSize(8).map(parts -> String.join("", parts));
    Arbitrary<String> huge = Arbitraries.of(PARTS).map(part -> part.repeat(400));
    return Arbitraries.frequencyOf(Tuple.of(20, line), Tuple.of(1, huge))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "leaf1", "!here", "@U1", "<!channel>", "`", "a|b", "https://x|record", "&", "😀");
  }
}
