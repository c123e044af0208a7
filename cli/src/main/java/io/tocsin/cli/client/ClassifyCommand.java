package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the adapter that answers now. */
@Command(
    name = "classify",
    description = {
      "Ask the running system what texts are, without putting them into the stream.",
      "Example: tocsin classify \"Bridge collapsed, people trapped\" \"This song is fire\""
    })
public final class ClassifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "One or more texts.")
  private List<String> texts;

  @Option(
      names = "--inference",
      paramLabel = "URL",
      description =
          "Inference service. Default: TOCSIN_INFERENCE_URL, else the one that runs in the state"
              + " folder, else http://127.0.0.1:8083.")
  private Optional<URI> inference;

  @Mixin private KeyOptions key;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Console console = output.console();
    URI service = new Addresses(System::getenv, state.folder()).inference(inference);
    InferenceClient.Answer answer = new InferenceClient(service, key.key()).classify(texts);
    console.result(answer, text(answer));
    return 0;
  }

  private String text(InferenceClient.Answer answer) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> line(answer.classifications().get(i), texts.get(i)))
        .collect(Collectors.joining("\n"));
  }

  private static String line(InferenceClient.Classified found, String text) {
    return String.format(
        Locale.ROOT,
        "%-10s %.2f  %s",
        found.category(),
        found.probability(),
        text.replaceAll("\\s+", " "));
  }
}
