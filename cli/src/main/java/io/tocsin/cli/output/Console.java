package io.tocsin.cli.output;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results; with JSON, one document and nothing else
 * @param err progress and remarks
 * @param json whether results are JSON
 * @param terminal whether a person watches standard error, so that a bar may redraw itself
 */
public record Console(PrintWriter out, PrintWriter err, boolean json, boolean terminal) {

  /**
   * Returns whether results still arrive: who read them may be gone, as head is after its lines.
   */
  public boolean isRead() {
    return !out.checkError();
  }

  /** Writes lines for people: to the results if these are for people too. */
  public void say(String text) {
    PrintWriter writer = json ? err : out;
    writer.println(text);
    writer.flush();
  }

  /** Writes a line about work that goes on. */
  public void progress(String text) {
    err.println(text);
    err.flush();
  }

  /** Writes a result in the form that was asked for. */
  public void result(Object document, String text) {
    out.println(json ? Json.indented(document) : text);
    out.flush();
  }
}
