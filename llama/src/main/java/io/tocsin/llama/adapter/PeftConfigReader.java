package io.tocsin.llama.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.checkpoint.ConfigFields;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads PEFT's {@code adapter_config.json}. Every field that is neither understood nor known to be
 * without influence must be switched off: PEFT gains features by gaining fields.
 *
 * <p>Source: {@code LoraConfig} of PEFT 0.21, {@code peft/tuners/lora/config.py}.
 */
final class PeftConfigReader {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "peft_type",
          "task_type",
          "r",
          "lora_alpha",
          "lora_dropout",
          "use_rslora",
          "target_modules",
          "modules_to_save",
          "bias",
          "init_lora_weights");

  /** Provenance, and settings of features that other fields switch on. */
  private static final Set<String> WITHOUT_INFLUENCE =
      Set.of(
          "auto_mapping",
          "base_model_name_or_path",
          "inference_mode",
          "megatron_core",
          "peft_version",
          "qalora_group_size",
          "revision");

  /** Other ways to begin (PiSSA, OLoRA, LoftQ, …) change the weights of the base as well. */
  private static final Set<String> INITIALISATIONS =
      Set.of("true", "false", "gaussian", "orthogonal");

  private static final Set<String> HEADS = Set.of("score", "classifier");

  private final List<String> problems = new ArrayList<>();
  private final ConfigFields fields;

  private PeftConfigReader(Path file) throws IOException {
    this.fields = ConfigFields.read(file, problems);
  }

  /**
   * Reads the hyper-parameters.
   *
   * @throws CheckpointException naming every value that is missing, malformed or not implemented
   * @throws IOException if the file cannot be read
   */
  static LoraConfig read(Path file, LlamaConfig base) throws IOException {
    PeftConfigReader reader = new PeftConfigReader(file);
    reader.refuseWhatIsNotImplemented();
    Optional<LoraConfig> config = reader.config(base);
    if (!reader.problems.isEmpty()) {
      throw new CheckpointException(file, reader.problems);
    }
    return config.orElseThrow();
  }

  /** Returns nothing, having noted why, if the fields make no sound configuration. */
  private Optional<LoraConfig> config(LlamaConfig base) {
    int before = problems.size();
    int r = fields.positiveInt("r");
    double alpha = fields.positiveNumber("lora_alpha");
    double dropout = fields.number("lora_dropout", 0);
    boolean rslora = fields.flag("use_rslora");
    Set<Projection> targets = new TargetModules(base, problems).read(fields.get("target_modules"));
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LoraConfig(r, alpha, dropout, rslora, targets));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  private void refuseWhatIsNotImplemented() {
    requireText("peft_type", "LORA");
    requireText("task_type", "SEQ_CLS");
    fields.refuseUnless("bias", bias -> bias.asText().equals("none"), "none");
    fields.refuseUnless(
        "init_lora_weights",
        way -> INITIALISATIONS.contains(way.asText()),
        "one that leaves the base alone");
    fields.refuseUnless(
        "modules_to_save",
        modules ->
            modules.isArray() && modules.valueStream().allMatch(m -> HEADS.contains(m.asText())),
        "score or classifier");
    for (String name : fields.names()) {
      if (!UNDERSTOOD.contains(name) && !WITHOUT_INFLUENCE.contains(name)) {
        fields.refuseUnless(name, PeftConfigReader::isOff, "it switched off");
      }
    }
  }

  private void requireText(String name, String expected) {
    if (!fields.get(name).asText().equals(expected)) {
      fields.problem(name, expected);
    }
  }

  /** A number is never off: zero may well name the first layer. */
  private static boolean isOff(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> !value.booleanValue();
      case STRING -> value.textValue().isEmpty();
      case ARRAY, OBJECT -> value.isEmpty();
      case NULL, MISSING -> true;
      case NUMBER, BINARY, POJO -> false;
    };
  }
}
