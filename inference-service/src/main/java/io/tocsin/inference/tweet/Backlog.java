package io.tocsin.inference.tweet;

/** How many tweets were read and are not committed yet. */
final class Backlog {
  private long epoch;
  private long tweets;

  synchronized void read(long epoch, int more) {
    if (epoch != this.epoch) {
      this.epoch = epoch;
      tweets = 0;
    }
    tweets += more;
  }

  synchronized void committed(long epoch, int done) {
    if (epoch == this.epoch) {
      tweets -= done;
    }
  }

  synchronized long tweets() {
    return tweets;
  }
}
