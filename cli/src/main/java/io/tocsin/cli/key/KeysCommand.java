package io.tocsin.cli.key;

import picocli.CommandLine.Command;

/** The keys to the services. */
@Command(
    name = "keys",
    description = {
      "Make, list and revoke API keys to the services. Of a key only a hash is kept.",
      "Services ask for keys when TOCSIN_API_KEYS names the file; a change of it counts within two"
          + " seconds."
    },
    subcommands = {CreateCommand.class, ListCommand.class, RevokeCommand.class})
public final class KeysCommand {}
