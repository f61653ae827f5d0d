package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The runtime has no parent, so that it can leave this repository; this keeps the two in step. */
class PomVersionsTest {
  private static final Path PARENT = Path.of("../../../common/pom.xml");

  @Test
  void versions_thatTheParentNamesToo_areTheSame() throws Exception {
    assumeTrue(Files.exists(PARENT), "outside the repository there is nothing to compare with");
    Map<String, String> parents = versions(PARENT);
    Map<String, String> ours = versions(Path.of("pom.xml"));
    ours.keySet().retainAll(parents.keySet());
    assertThat(ours).hasSizeGreaterThan(15);
    parents.keySet().retainAll(ours.keySet());
    assertThat(ours).isEqualTo(parents);
  }

  /** Properties by name, plugins by artifact. */
  static Map<String, String> versions(Path pom) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    Map<String, String> versions = new TreeMap<>();
    var properties = ((Element) root.getElementsByTagName("properties").item(0)).getChildNodes();
    for (int i = 0; i < properties.getLength(); i++) {
      if (properties.item(i) instanceof Element property) {
        versions.put(property.getTagName(), property.getTextContent());
      }
    }
    var plugins = root.getElementsByTagName("plugin");
    for (int i = 0; i < plugins.getLength(); i++) {
      Element plugin = (Element) plugins.item(i);
      String version = text(plugin, "version");
      if (version != null) versions.putIfAbsent(text(plugin, "artifactId"), version);
    }
    return versions;
  }

  private static String text(Element parent, String tag) {
    var found = parent.getElementsByTagName(tag).item(0);
    return found == null || !found.getParentNode().isSameNode(parent)
        ? null
        : found.getTextContent();
  }
}
