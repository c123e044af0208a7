package io.tocsin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
public final class TocsinVersion implements IVersionProvider {
  /** Returns the version, such as {@code 0.1.0}. */
  public static String number() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = TocsinVersion.class.getResourceAsStream("version.properties")) {
      properties.load(resource);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "tocsin " + number(), "Java " + Runtime.version(), System.getProperty("os.name")
    };
  }
}
