package io.tocsin.cli.system;

/** Stands in for a service that never becomes ready. */
final class SilentService {
  private SilentService() {}

  public static void main(String[] arguments) throws Exception {
    Thread.currentThread().join();
  }
}
