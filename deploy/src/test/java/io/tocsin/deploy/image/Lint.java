package io.tocsin.deploy.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is good practice in any Dockerfile: the rules of hadolint that can matter here. */
final class Lint {
  private static final Pattern PINNED =
      Pattern.compile(
          "[a-z0-9./-]+:v?[0-9]+(?:\\.[0-9]+)+[A-Za-z0-9._-]*(?:@sha256:[0-9a-f]{64})?");
  private static final Pattern USER = Pattern.compile("[1-9][0-9]*:[1-9][0-9]*");
  private static final Pattern SECRET = Pattern.compile(".*(?:PASSWORD|SECRET|TOKEN|ACCESS_KEY).*");
  private static final Pattern UNPINNED_PIP =
      Pattern.compile("pip install(?!.*\\s[a-z0-9-]+==[0-9][0-9.]*).*");
  private static final Set<String> LABELS =
      Set.of(
          "org.opencontainers.image.title",
          "org.opencontainers.image.description",
          "org.opencontainers.image.licenses");

  private final List<String> faults = new ArrayList<>();

  private Lint() {}

  /** Returns what is wrong; nothing if nothing is. */
  static List<String> faults(Dockerfile file) {
    Lint lint = new Lint();
    Set<String> names = new HashSet<>();
    for (Stage stage : file.stages()) {
      lint.check(names.contains(stage.base()) || PINNED.matcher(stage.base()).matches())
          .or("pin " + stage.base());
      stage.own().forEach(instruction -> lint.instruction(instruction, names));
      lint.check(names.add(stage.name())).or("two stages called " + stage.name());
    }
    lint.image(file.image());
    return lint.faults;
  }

  private void instruction(Instruction found, Set<String> earlier) {
    String at = "line " + found.line() + ": ";
    switch (found.keyword()) {
      case "ADD" -> faults.add(at + "COPY says what it does, ADD may fetch and unpack");
      case "CMD", "ENTRYPOINT", "VOLUME" ->
          check(found.exec().isPresent()).or(at + "exec form, or a shell eats the signals");
      case "HEALTHCHECK" ->
          check(found.rest().equals("NONE") || found.exec().isPresent()).or(at + "exec form");
      case "WORKDIR" -> check(found.rest().startsWith("/")).or(at + "absolute path");
      case "COPY" -> copy(found, at, earlier);
      case "RUN" -> run(found.rest(), at);
      case "ENV" ->
          found
              .pairs()
              .keySet()
              .forEach(
                  name ->
                      check(!SECRET.matcher(name).matches())
                          .or(at + "no secrets in images: " + name));
      case "SHELL", "ARG" -> faults.add(at + "no use for " + found.keyword());
      default -> {}
    }
  }

  private void copy(Instruction copy, String at, Set<String> earlier) {
    String from = copy.flags().get("from");
    check(from == null || earlier.contains(from)).or(at + "no earlier stage " + from);
    String target = copy.words().getLast();
    check(copy.words().size() == 2 || target.endsWith("/")).or(at + "a folder ends with /");
  }

  private void run(String command, String at) {
    if (command.contains("apt-get")) {
      check(command.contains("--no-install-recommends")).or(at + "--no-install-recommends");
      check(command.contains("rm -rf /var/lib/apt/lists")).or(at + "apt's lists stay");
    }
    if (command.contains("pip install")) {
      check(!UNPINNED_PIP.matcher(command.replaceAll("^.*(?=pip install)", "")).matches())
          .or(at + "pin what pip installs");
      check(command.contains("--no-cache-dir")).or(at + "pip's cache stays");
    }
    check(!command.contains("sudo")).or(at + "sudo");
    check(!command.matches(".*(?:curl|wget)\\b.*\\|.*")).or(at + "what is fetched is run unseen");
  }

  private void image(Stage image) {
    check(image.last("USER").filter(user -> USER.matcher(user.rest()).matches()).isPresent())
        .or("the image's user: a number that is not root's");
    check(image.all("ENTRYPOINT").size() == 1).or("one ENTRYPOINT");
    check(image.all("CMD").size() <= 1).or("one CMD");
    check(image.all("HEALTHCHECK").size() == 1).or("one HEALTHCHECK, or NONE");
    check(image.labels().keySet().containsAll(LABELS)).or("labels " + LABELS);
  }

  private Verdict check(boolean holds) {
    return fault -> {
      if (!holds) {
        faults.add(fault);
      }
    };
  }

  /** What to say if it does not hold. */
  @FunctionalInterface
  private interface Verdict {
    void or(String fault);
  }
}
