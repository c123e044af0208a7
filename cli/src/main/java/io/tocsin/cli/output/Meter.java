package io.tocsin.cli.output;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far work has come, on standard error: a bar on a terminal, else now and then a line. Not for
 * several threads.
 */
public final class Meter implements AutoCloseable {
  private static final int REDRAW_MILLIS = 200;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Console console;
  private final String task;
  private ProgressBar bar;
  private long nextLine = System.nanoTime();

  public Meter(Console console, String task) {
    this.console = console;
    this.task = task;
  }

  /**
   * Shows how far it is.
   *
   * @param remark what else there is to say, short
   */
  public void at(long done, long total, String remark) {
    if (console.terminal()) {
      draw(done, total, remark);
    } else if (done == total || System.nanoTime() - nextLine >= 0) {
      nextLine = System.nanoTime() + PAUSE.toNanos();
      console.progress("%s %d of %d: %s".formatted(task, done, total, remark));
    }
  }

  private void draw(long done, long total, String remark) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              // The interactive one would draw over other lines.
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }
    bar.maxHint(total);
    bar.stepTo(done);
    bar.setExtraMessage(" " + remark);
  }

  /** Ends the display, so that other lines may follow; {@link #at} begins a new one. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
