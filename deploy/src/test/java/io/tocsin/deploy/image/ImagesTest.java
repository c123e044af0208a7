package io.tocsin.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Pom;
import io.tocsin.deploy.code.Service;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ImagesTest {
  static Stream<String> files() {
    return Stream.concat(
        Stream.of(Service.values()).map(ImagesTest::file), Stream.of("cli/Dockerfile"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void keepsToGoodPractice(String file) {
    assertEquals(List.of(), Lint.faults(Dockerfile.of(file)));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void saysWhatTheCodeSays(Service service) {
    assertEquals(List.of(), ImageFacts.faults(Dockerfile.of(file(service)), service));
  }

  @ParameterizedTest
  @MethodSource("files")
  void buildsAsTheOthersDo(String file) {
    assertEquals(build("ingest-service/Dockerfile"), build(file));
  }

  @Test
  void runsTheCommandLineThatTheBuildLeaves() {
    String pom = Checkout.text("cli/pom.xml");
    String cli = Checkout.text("cli/Dockerfile");

    assertTrue(pom.contains("<finalName>cli</finalName>"));
    assertTrue(pom.contains("<outputDirectory>${project.build.directory}/lib</outputDirectory>"));
    assertTrue(cli.contains("COPY --from=build /src/cli/target/cli.jar ./"));
    assertTrue(cli.contains("COPY --from=build /src/cli/target/lib lib/"));
    assertTrue(Pom.read().modules().contains("cli"));
  }

  @Test
  void asksForReadinessWhereTheCommandLineDoes() {
    String readiness = Checkout.text("cli/src/main/java/io/tocsin/cli/system/Readiness.java");

    assertTrue(readiness.contains('"' + Readiness.PATH + '"'));
  }

  @Test
  void leavesScriptsExecutable() {
    assertTrue(Files.isExecutable(Checkout.file("images/train")));
    assertTrue(Files.isExecutable(Checkout.file("images/healthy")));
  }

  /**
   * A secret or a base of many gigabytes must not get into an image, nor be sent to the builder.
   */
  @Test
  void keepsSecretsAndModelsOutOfTheBuild() {
    List<String> ignored = Checkout.text(".dockerignore").lines().toList();

    assertTrue(ignored.containsAll(List.of(".env", ".git", ".tocsin", "**/target", "models/*")));
    assertTrue(ignored.containsAll(List.of("**/api-keys.json", "**/*.key", "**/*.header")));
    assertTrue(ignored.contains("!models/tiny-llama3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRAINER   | EXPOSE 8082                     | EXPOSE 8083",
        "TRAINER   | QUARKUS_HTTP_PORT=8082          | QUARKUS_HTTP_PORT=8081",
        "TRAINER   | QUARKUS_HTTP_HOST=0.0.0.0       | QUARKUS_HTTP_HOST=127.0.0.1",
        "TRAINER   | TOCSIN_WORK=                    | TOCSIN_WORKS=",
        "TRAINER   | TOCSIN_WORK=/var/lib/tocsin/work | TOCSIN_WORK=/var/lib/tocsin/works",
        "TRAINER   | /q/health/ready                 | /health/ready",
        "TRAINER   | eclipse-temurin:25.0.3_9        | eclipse-temurin:24.0.3_9",
        "TRAINER   | -eclipse-temurin-25             | -eclipse-temurin-26",
        "TRAINER   | PYTORCH_VERSION=2.7.1           | PYTORCH_VERSION=2.8.0",
        "TRAINER   | PYTORCH_FLAVOR=cu128            | PYTORCH_FLAVOR=cu130",
        "TRAINER   | torch==2.7.1                    | torch==2.11.0",
        "TRAINER   | pytorch-jni-2.7.1-0.36.0        | pytorch-jni-2.7.1-0.37.0",
        "TRAINER   | 0.36.0-libdjl_torch.so          | 0.37.0-libdjl_torch.so",
        "TRAINER   | is loaded on                    | is loaded at",
        "TRAINER   | /src/trainer-service/target     | /src/inference-service/target",
        "TRAINER   | models/tiny-llama3              | models/tiny-llama4",
        "INFERENCE | ,inference-service              | ,inference",
        "INFERENCE | AOTCache=/opt/tocsin/app.aot    | AOTCache=app.jsa",
        "INGEST    | COPY images ./                  | COPY docker ./"
      })
  void noticesWhatDiffersFromTheCode(Service service, String from, String to) {
    String altered = Checkout.text(file(service)).replace(from, to);

    assertNotEquals(Checkout.text(file(service)), altered);
    assertFalse(ImageFacts.faults(Dockerfile.parse(altered), service).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "maven:3.9.16-eclipse-temurin-25-noble    ~ maven:latest                          ~ pin",
        "eclipse-temurin:25.0.3_9-jre-noble       ~ eclipse-temurin                       ~ pin",
        "USER 10001:10001                         ~ USER 0:0                              ~ user",
        "USER 10001:10001                         ~ USER nobody                           ~ user",
        "COPY images                              ~ ADD images                            ~ COPY",
        "WORKDIR /opt/tocsin                      ~ WORKDIR opt/tocsin                    ~ abso",
        "ENTRYPOINT [\"java\",                    ~ ENTRYPOINT [java,                     ~ exec",
        "CMD [\"/opt/tocsin/healthy\"             ~ CMD /opt/tocsin/healthy #             ~ exec",
        "--from=build                             ~ --from=built                          ~ stage",
        "QUARKUS_HTTP_HOST                        ~ S3_PASSWORD                           ~ secr",
        "RUN ./train                              ~ RUN apt-get install x && ./train      ~ reco",
        "RUN ./train                              ~ RUN pip install --no-cache-dir x      ~ pip",
        "RUN ./train                              ~ RUN curl x | sh                       ~ fetch",
        "STOPSIGNAL SIGTERM                       ~ CMD [\"a\"]\\nCMD [\"b\"]              ~ CMD",
        "image.title                              ~ image.name                            ~ label"
      },
      quoteCharacter = '\'')
  void noticesBadPractice(String from, String to, String fault) {
    String text = Checkout.text("ingest-service/Dockerfile");

    List<String> faults =
        Lint.faults(Dockerfile.parse(text.replace(from, to.replace("\\n", "\n"))));

    assertTrue(text.contains(from));
    assertTrue(faults.stream().anyMatch(found -> found.contains(fault)), faults::toString);
  }

  private static String file(Service service) {
    return service.module() + "/Dockerfile";
  }

  private static String build(String file) {
    String text = Checkout.text(file);
    int end = text.indexOf("\n\n", text.indexOf("FROM "));
    return text.substring(text.indexOf("FROM "), end);
  }
}
