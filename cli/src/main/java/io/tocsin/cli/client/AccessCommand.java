package io.tocsin.cli.client;

import io.tocsin.broker.access.AccessReport;
import io.tocsin.broker.access.AccessRules;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Table;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.Grant;
import io.tocsin.contracts.access.NamePattern;
import io.tocsin.contracts.access.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who may do what, and makes a cluster's rules so. */
@Command(
    name = "access",
    description = {
      "Show what each user of the cluster needs: nothing more has to be granted.",
      "With --check, compare a cluster's rules (ACLs) with it, and change nothing: exit code 1 if"
          + " they differ. With --apply, create those that are missing. Both are an"
          + " administrator's to do; users and their passwords are made with Kafka's own tools."
    })
public final class AccessCommand implements Callable<Integer> {
  @Option(names = "--check", description = "Compare with the cluster.")
  private boolean check;

  @Option(names = "--apply", description = "Create what is missing on the cluster.")
  private boolean apply;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  private record Listing(List<Principal> principals, Optional<Differences> differences) {}

  private record Differences(List<String> created, List<String> missing, List<String> unexpected) {
    static Differences created(AccessReport report) {
      return new Differences(texts(report.missing()), List.of(), texts(report.unexpected()));
    }

    static Differences found(AccessReport report) {
      return new Differences(List.of(), texts(report.missing()), texts(report.unexpected()));
    }

    private static List<String> texts(List<AclBinding> rules) {
      return rules.stream().map(AccessReport::text).toList();
    }

    boolean remain() {
      return !missing.isEmpty() || !unexpected.isEmpty();
    }

    String text() {
      String lines =
          Stream.of(
                  created.stream().map(rule -> "created     " + rule),
                  missing.stream().map(rule -> "missing     " + rule),
                  unexpected.stream().map(rule -> "unexpected  " + rule))
              .flatMap(each -> each)
              .collect(Collectors.joining("\n"));
      return lines.isEmpty() ? "The cluster's rules are as declared." : lines;
    }
  }

  @Override
  public Integer call() {
    UsageError.unless(command, !(check && apply), "--check or --apply: expected one of them");
    Console console = output.console();
    Optional<Differences> differences =
        check || apply ? Optional.of(differences()) : Optional.empty();
    Listing listing = new Listing(Access.ALL, differences);
    console.result(listing, differences.map(Differences::text).orElseGet(AccessCommand::table));
    return differences.filter(Differences::remain).isPresent() ? 1 : 0;
  }

  private Differences differences() {
    try (Admin admin = kafka.clients(state.folder()).admin()) {
      AccessRules rules = new AccessRules(admin);
      return apply
          ? Differences.created(rules.apply(Access.ALL))
          : Differences.found(rules.check(Access.ALL));
    }
  }

  private static String table() {
    Table table = Table.of("user", "what", "name", "may");
    for (Principal principal : Access.ALL) {
      for (Grant grant : principal.grants()) {
        table.row(principal.name(), kind(grant), name(grant), operations(grant));
      }
    }
    return table.toString();
  }

  private static String kind(Grant grant) {
    return grant.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(Grant grant) {
    return grant.pattern() == NamePattern.PREFIXED ? grant.name() + "*" : grant.name();
  }

  private static String operations(Grant grant) {
    return grant.operations().stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
