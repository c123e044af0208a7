package io.tocsin.deploy.code;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The parent POM. */
public final class Pom {
  private final Document document;

  private Pom(Document document) {
    this.document = document;
  }

  /** Reads it. */
  public static Pom read() {
    try {
      return new Pom(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Checkout.file("pom.xml").toFile()));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a property's value. */
  public String property(String name) {
    return document.getElementsByTagName(name).item(0).getTextContent();
  }

  /** Returns the modules' folders. */
  public List<String> modules() {
    NodeList modules = document.getElementsByTagName("module");
    return IntStream.range(0, modules.getLength())
        .mapToObj(index -> modules.item(index).getTextContent())
        .toList();
  }
}
