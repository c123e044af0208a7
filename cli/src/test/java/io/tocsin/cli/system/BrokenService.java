package io.tocsin.cli.system;

/** Stands in for a service that does not come up. */
final class BrokenService {
  private BrokenService() {}

  public static void main(String[] arguments) {
    System.err.println("expected a base model, found none");
    System.exit(3);
  }
}
