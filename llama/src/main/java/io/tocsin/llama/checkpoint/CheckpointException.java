package io.tocsin.llama.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkpoint, of a base or an adapter, that cannot be used: everything that is wrong about it.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** Reports problems, one sentence each, of a file or folder. */
  public CheckpointException(Path where, List<String> problems) {
    super(where + ":\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
