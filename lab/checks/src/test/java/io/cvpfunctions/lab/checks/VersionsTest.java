package io.cvpfunctions.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The POMs that stand alone, since they are built without common, have the parent's versions. */
class VersionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "template/java11-maven/runtime/pom.xml",
        "template/java11-maven/function/pom.xml",
        "template/java11-maven/pom.xml"
      })
  void versions_ofAPomThatStandsAlone_areTheParents(String path) throws Exception {
    Map<String, String> parents = versions("common/pom.xml");

    versions(path)
        .forEach(
            (artifact, version) -> {
              if (!parents.containsKey(artifact)) return;
              assertThat(version).as(artifact + " in " + path).isEqualTo(parents.get(artifact));
            });
  }

  private static Map<String, String> versions(String path) throws Exception {
    byte[] text = Repo.text(path).getBytes(StandardCharsets.UTF_8);
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text));
    Map<String, String> versions = new HashMap<>();
    for (String kind : new String[] {"dependency", "plugin", "path"}) {
      NodeList elements = pom.getElementsByTagName(kind);
      for (int i = 0; i < elements.getLength(); i++) {
        Element element = (Element) elements.item(i);
        String version = child(element, "version");
        if (version.isEmpty()) continue;
        versions.put(child(element, "artifactId"), resolve(pom, version));
      }
    }
    return versions;
  }

  private static String resolve(Document pom, String version) {
    if (!version.startsWith("${")) return version;
    String name = version.substring(2, version.length() - 1);
    NodeList property = pom.getElementsByTagName(name);
    return property.getLength() == 0 ? version : property.item(0).getTextContent().trim();
  }

  private static String child(Element element, String name) {
    NodeList children = element.getElementsByTagName(name);
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getParentNode() == element) {
        return children.item(i).getTextContent().trim();
      }
    }
    return "";
  }
}
