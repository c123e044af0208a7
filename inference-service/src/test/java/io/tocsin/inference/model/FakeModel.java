package io.tocsin.inference.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model whose tokens are the text's characters, and whose first logit is their number. It fails
 * on the texts it is told to, and remembers what it was asked.
 */
public final class FakeModel implements TweetModel {
  private final TextPreparation preparation;
  private final Set<Integer> failsOnLengths = ConcurrentHashMap.newKeySet();
  private final List<Integer> batches = new ArrayList<>();
  private final AtomicInteger tokenised = new AtomicInteger();
  private int mostTexts = Integer.MAX_VALUE;
  private volatile boolean broken;
  private volatile boolean closed;

  public FakeModel() {
    this(TextPreparation.PLAIN);
  }

  public FakeModel(TextPreparation preparation) {
    this.preparation = preparation;
  }

  /** Has it fail on every batch that holds a text of so many characters. */
  public FakeModel failOnLength(int characters) {
    failsOnLengths.add(characters);
    return this;
  }

  /** Has it need more memory than there is for so many texts at once; the failure is PyTorch's. */
  public FakeModel outOfMemoryFrom(int texts) {
    mostTexts = texts - 1;
    return this;
  }

  /** Has it answer nothing any more. */
  public void breakDown() {
    broken = true;
  }

  /** Returns the sizes of the batches it was asked to classify. */
  public synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** Returns how many texts it was asked to tokenise. */
  public int tokenised() {
    return tokenised.get();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public List<String> categories() {
    return List.of("not", "disaster");
  }

  @Override
  public TextPreparation preparation() {
    return preparation;
  }

  @Override
  public List<int[]> tokens(List<TweetText> texts) {
    tokenised.addAndGet(texts.size());
    return texts.stream().map(text -> preparation.prepare(text).chars().toArray()).toList();
  }

  @Override
  public synchronized List<Classification> classify(List<int[]> tokens) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    batches.add(tokens.size());
    if (tokens.size() > mostTexts) {
      takeMoreMemoryThanThereIs();
    }
    return tokens.stream().map(this::classify).toList();
  }

  private static void takeMoreMemoryThanThereIs() {
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
      manager.zeros(new Shape(1L << 50));
    }
  }

  private Classification classify(int[] tokens) {
    if (broken || failsOnLengths.contains(tokens.length)) {
      throw new IllegalStateException("told to fail");
    }
    return new Classification(
        "not", 0.75, List.of(0.75, 0.25), List.of((double) tokens.length, 0.0), tokens.length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
