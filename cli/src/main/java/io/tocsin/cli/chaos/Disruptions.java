package io.tocsin.cli.chaos;

import io.tocsin.cli.pipeline.BenchSystem;
import io.tocsin.cli.system.RecordedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Does faults to a system's processes, one after the other, and keeps what came of them. */
final class Disruptions {
  private final BenchSystem system;
  private final Admin admin;
  private final IntSupplier written;
  private final Consumer<String> progress;
  private final List<Disruption> done = new ArrayList<>();
  private int endedByThemselves;

  /**
   * Prepares disrupting.
   *
   * @param written tells how many records there are by now
   */
  Disruptions(BenchSystem system, Admin admin, IntSupplier written, Consumer<String> progress) {
    this.system = system;
    this.admin = admin;
    this.written = written;
    this.progress = progress;
  }

  /**
   * A fault that happened.
   *
   * @param atTweet how many records were written when it began
   * @param seconds until the system was whole again
   * @param fenced transactions that the broker refused to a replica that was paused
   * @param remark what there is to know of it
   */
  record Disruption(int atTweet, String fault, double seconds, long fenced, String remark) {}

  /** Does a fault, and returns when the system is whole again. */
  synchronized void apply(PlannedFault planned) {
    int at = written.getAsInt();
    long start = System.nanoTime();
    say(at, planned.fault() + " begins");
    Disruption disruption =
        switch (planned.fault()) {
          case Fault.Kill kill -> killed(at, kill, () -> replica(kill.replica()));
          case Fault.StopBroker stop -> killed(at, stop, this::broker);
          case Fault.Pause pause -> paused(at, pause, () -> replica(pause.replica()));
          case Fault.Swap swap -> throw new IllegalArgumentException(swap + " disrupts nothing");
        };
    say(
        written.getAsInt(),
        String.format(
            Locale.ROOT,
            "%s is over after %.1f s%s",
            planned.fault(),
            (System.nanoTime() - start) / 1e9,
            disruption.remark().isEmpty() ? "" : ": " + disruption.remark()));
    done.add(disruption);
  }

  /** Returns what was done, in its order. */
  synchronized List<Disruption> done() {
    return List.copyOf(done);
  }

  /** Starts again what ended without having been killed; returns how often that happened. */
  synchronized int endedByThemselves() {
    revive();
    return endedByThemselves;
  }

  /** Whoever ended by itself is started again first, as another process. */
  private Disruption killed(int at, Fault fault, Supplier<RecordedProcess> victim) {
    revive();
    long start = System.nanoTime();
    ProcessHandle process = victim.get().handle().orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    system.revive(_ -> {});
    return new Disruption(at, fault.toString(), (System.nanoTime() - start) / 1e9, 0, "");
  }

  private Disruption paused(int at, Fault fault, Supplier<RecordedProcess> victim) {
    revive();
    long start = System.nanoTime();
    Zombie.Fate fate = new Zombie(admin, victim.get()).make();
    String remark =
        String.format(
            Locale.ROOT,
            "out of its group after %.1f s, its open transaction aborted after %.1f s, %s",
            fate.outOfGroupSeconds(),
            fate.abortedSeconds(),
            fate.fenced() > 0 ? "%d fenced".formatted(fate.fenced()) : "and NOT FENCED");
    return new Disruption(
        at, fault.toString(), (System.nanoTime() - start) / 1e9, fate.fenced(), remark);
  }

  private void revive() {
    List<String> dead =
        system.processes().stream()
            .filter(process -> !process.isAlive())
            .map(RecordedProcess::name)
            .toList();
    if (!dead.isEmpty()) {
      endedByThemselves += dead.size();
      say(written.getAsInt(), "ended by themselves, and are started again: " + dead);
      system.revive(_ -> {});
    }
  }

  private RecordedProcess broker() {
    return system.processes().stream().filter(RecordedProcess::isBroker).findFirst().orElseThrow();
  }

  private RecordedProcess replica(int index) {
    return system.processes().stream().filter(RecordedProcess::isReplica).toList().get(index);
  }

  private void say(int tweets, String what) {
    progress.accept(String.format(Locale.ROOT, "%,9d  %s", tweets, what));
  }
}
