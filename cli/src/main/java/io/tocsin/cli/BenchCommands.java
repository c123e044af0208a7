package io.tocsin.cli;

import io.tocsin.cli.pipeline.PipelineCommand;
import io.tocsin.cli.pipeline.RollbacksCommand;
import io.tocsin.cli.pipeline.SwapsCommand;
import picocli.CommandLine.Command;

/** The commands that measure the running system. */
@Command(
    name = "bench",
    description = "Measure the running system; model bench measures the model alone.",
    subcommands = {PipelineCommand.class, SwapsCommand.class, RollbacksCommand.class})
final class BenchCommands {}
