package io.tocsin.cli;

import io.tocsin.cli.bench.BenchCommand;
import io.tocsin.cli.check.CheckCommand;
import io.tocsin.cli.classify.ClassifyCommand;
import io.tocsin.cli.evaluate.EvaluateCommand;
import io.tocsin.cli.finetune.FinetuneCommand;
import io.tocsin.cli.labelling.ActiveLearningCommand;
import picocli.CommandLine.Command;

/** The commands that work on the model alone, without Kafka. */
@Command(
    name = "model",
    description = "Fine-tune, evaluate, use, check and measure the model, without Kafka.",
    subcommands = {
      FinetuneCommand.class,
      EvaluateCommand.class,
      ClassifyCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      ActiveLearningCommand.class
    })
final class ModelCommand {}
