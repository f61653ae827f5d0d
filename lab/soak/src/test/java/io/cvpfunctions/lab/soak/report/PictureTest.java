package io.cvpfunctions.lab.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.soak.report.Panel.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class PictureTest {
  private static Document drawn(List<Panel> panels) throws Exception {
    String svg = Picture.of("title", 100, panels, List.of(new Picture.Mark(50, "Slack is down")));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void of_lineFromTheBottomToTheTop_isDrawnSo() throws Exception {
    List<Point> line = List.of(new Point(0, 0), new Point(100, 10));
    Document svg = drawn(List.of(new Panel("Memory", Map.of("watcher", line))));
    var points = svg.getElementsByTagName("polyline").item(0).getAttributes();
    assertThat(points.getNamedItem("points").getNodeValue()).isEqualTo("70.0,270.0 960.0,80.0");
    assertThat(svg.getDocumentElement().getTextContent()).contains("Slack is down", "watcher");
  }

  @Test
  void of_nothingMeasured_isAPictureAllTheSame() throws Exception {
    Document svg = drawn(List.of(new Panel("Memory", Map.of("watcher", List.of()))));
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.3, 0.5", "1, 1", "3, 5", "17, 20", "51, 100", "160, 200"})
  void round_upToWhatReadsWell(double value, double round) {
    assertThat(Picture.round(value)).isEqualTo(round);
  }
}
