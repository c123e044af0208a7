package io.tocsin.cli.deadletter;

import picocli.CommandLine.Command;

/** The commands about dead letters. */
@Command(
    name = "dlq",
    description = {
      "List, show and replay dead letters: records that a service could not read.",
      "They stay in topics …-dlq, with the reason; tocsin topics tells for how long."
    },
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class DeadLettersCommand {}
