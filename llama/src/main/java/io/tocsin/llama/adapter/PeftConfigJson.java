package io.tocsin.llama.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of {@code adapter_config.json}: what PEFT needs in order to load an adapter. */
final class PeftConfigJson {
  private PeftConfigJson() {}

  static Map<String, Object> of(LoraConfig lora, String baseName) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("peft_type", "LORA");
    json.put("task_type", "SEQ_CLS");
    json.put("base_model_name_or_path", baseName);
    json.put("inference_mode", true);
    json.put("r", lora.r());
    json.put("lora_alpha", integerIfWhole(lora.alpha()));
    json.put("lora_dropout", lora.dropout());
    json.put("use_rslora", lora.rslora());
    json.put("target_modules", lora.targets().stream().map(Projection::suffix).sorted().toList());
    json.put("modules_to_save", List.of("classifier", "score"));
    json.put("bias", "none");
    json.put("fan_in_fan_out", false);
    json.put("init_lora_weights", true);
    return json;
  }

  /** PEFT declares alpha an integer, though it computes with any number. */
  private static Number integerIfWhole(double alpha) {
    boolean isWhole = alpha == Math.rint(alpha) && alpha <= Integer.MAX_VALUE;
    return isWhole ? (Number) (int) alpha : (Number) alpha;
  }
}
