package io.tocsin.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator may set; it is checked at start. */
@ConfigMapping(prefix = "tocsin")
public interface MonitorSettings {
  /** Returns a directory of this process alone for state that Kafka has too. */
  @WithDefault(".tocsin/cache/monitor")
  Path cache();

  /** Returns this replica's id, which no other may bear; without one, the host's name. */
  Optional<String> replica();

  /** Returns what labels may say, in the order of the head's rows. */
  @WithDefault("not,disaster")
  List<String> categories();

  Quality quality();

  Drift drift();

  Labelling labelling();

  Alerts alerts();

  /** How quality is counted. */
  interface Quality {
    /** Returns how long after a tag its label may come. */
    @WithDefault("30D")
    Duration horizon();

    /** Returns the length of a window. */
    @WithDefault("1H")
    Duration window();

    /** Returns how often figures that change are written. */
    @WithDefault("5S")
    Duration interval();
  }

  /** From where on a population stability index means something. */
  interface Drift {
    /** Returns from where on something has changed. */
    @WithDefault("0.1")
    double watch();

    /** Returns from where on much has. */
    @WithDefault("0.25")
    double drifted();

    /** Returns of how many classifications an index is told. */
    @WithDefault("200")
    int minRows();
  }

  /** Which tweets are to be labelled. */
  interface Labelling {
    /** Returns which share of the tweets that are handed out is drawn at random. */
    @WithDefault("0.2")
    double auditShare();

    /** Returns which share of all tweets is set apart to be drawn from. */
    @WithDefault("0.05")
    double auditRate();

    /** Returns how old a tweet may be; topic tweets must keep it longer. */
    @WithDefault("1D")
    Duration recency();

    /** Returns how many tweets of each kind wait in each partition. */
    @WithDefault("100")
    int pool();

    /** Returns after how long a tweet that was not labelled may be handed out again. */
    @WithDefault("30M")
    Duration again();
  }

  /** What is a surge. */
  interface Alerts {
    /** Returns the categories of which surges are told. */
    @WithDefault("disaster")
    Set<String> categories();

    /** Returns by how much windows slide. */
    @WithDefault("1M")
    Duration advance();

    /** Returns in what time tweets are counted. */
    @WithDefault("10M")
    Duration window();

    /** Returns over what time the usual level is learned: what was so long ago weighs 1/e. */
    @WithDefault("1D")
    Duration history();

    /** Returns how much must have been seen before a surge may begin. */
    @WithDefault("1H")
    Duration warmUp();

    /** Returns how many tweets there must be in a window. */
    @WithDefault("10")
    int minTweets();

    /** Returns how many times the usual that must be. */
    @WithDefault("3")
    double minRatio();

    /** Returns how unlikely so many must be: 6 for a probability of 10^-6. */
    @WithDefault("6")
    double surprise();

    /** Returns how often a surge that goes on is told of. */
    @WithDefault("5M")
    Duration interval();

    /** Returns how many terms are followed. */
    @WithDefault("50000")
    int terms();
  }
}
