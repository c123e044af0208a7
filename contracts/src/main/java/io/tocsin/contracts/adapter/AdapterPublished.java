package io.tocsin.contracts.adapter;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.retrain.Hyperparameters;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An adapter was made. Its weights never travel in Kafka.
 *
 * @param version not blank, and not that of the untrained head
 * @param uri where it lies, absolute
 * @param sha256 of its folder, every file counted: checked before anything of it is loaded
 * @param baseFingerprint of the only base it fits
 * @param requestId the request it answers, not blank
 * @param labels what it was made from
 * @param seed of the first weights, the order of the rows and dropout
 * @param hyperparameters how it was trained
 * @param categories in the order of the head's rows: two or more, distinct
 * @param metrics before and after; absent when there was no gate row to measure on
 * @param heldOutHistograms by figure, such as {@code probability} or {@code tokens}: what the
 *     stream is compared with
 * @param heldOutKeywords the same of what tweets are found by; absent when there was no gate row
 * @param verdict whether it did better than the one in force
 * @param publishedAt when
 */
@Contract
public record AdapterPublished(
    String version,
    URI uri,
    String sha256,
    String baseFingerprint,
    String requestId,
    LabelSnapshot labels,
    @Required long seed,
    Hyperparameters hyperparameters,
    List<String> categories,
    Optional<Comparison> metrics,
    Map<String, Histogram> heldOutHistograms,
    Optional<KeywordCounts> heldOutKeywords,
    Verdict verdict,
    @IsoTime Instant publishedAt) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public AdapterPublished {
    Require.filled("version", version);
    Require.that(!version.equals(UntrainedHead.VERSION), "version", "a trained one's", version);
    Require.that(uri != null && uri.isAbsolute(), "uri", "an absolute URI", uri);
    Require.sha256("sha256", sha256);
    Require.sha256("baseFingerprint", baseFingerprint);
    Require.filled("requestId", requestId);
    Require.present("labels", labels);
    Require.present("hyperparameters", hyperparameters);
    categories = Require.elements("categories", categories);
    categories.forEach(category -> Require.filled("categories", category));
    boolean distinct = new HashSet<>(categories).size() == categories.size();
    Require.that(distinct && categories.size() > 1, "categories", "two, distinct", categories);
    Require.present("metrics", metrics);
    heldOutHistograms = Require.named("heldOutHistograms", heldOutHistograms);
    Require.present("heldOutKeywords", heldOutKeywords);
    Require.present("verdict", verdict);
    Require.that(
        verdict instanceof Verdict.KeptBack || metrics.isPresent(), "metrics", "some", "none");
    Require.present("publishedAt", publishedAt);
  }
}
