package io.tocsin.cli.chaos;

/** What is done to the system. Replicas are counted from 0. */
sealed interface Fault {
  /** An inference process is killed with -9, and started again. */
  record Kill(int replica) implements Fault {
    @Override
    public String toString() {
      return "kill -9 of replica " + (replica + 1);
    }
  }

  /** The broker's process is killed with -9, and started again on its data. */
  record StopBroker() implements Fault {
    @Override
    public String toString() {
      return "hard stop of the broker";
    }
  }

  /** An inference process is stopped within a transaction, and resumed when it is a zombie. */
  record Pause(int replica) implements Fault {
    @Override
    public String toString() {
      return "pause of replica " + (replica + 1);
    }
  }

  /** Another adapter is put in force. */
  record Swap(int adapter) implements Fault {
    @Override
    public String toString() {
      return "swap to adapter " + (adapter + 1);
    }
  }
}
