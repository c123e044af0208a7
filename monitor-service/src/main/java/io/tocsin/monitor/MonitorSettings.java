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

  Judge judge();

  Retrain retrain();

  Policy policy();

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

  /** When a challenger answers, and when it goes. */
  interface Judge {
    /** Returns whether the monitor decides, or only says what it would. */
    @WithDefault("true")
    boolean enabled();

    /** Returns of how many audited tweets that both versions tagged something is decided. */
    @WithDefault("100")
    long minPairs();

    /** Returns after how many of them one that is not better goes. */
    @WithDefault("2000")
    long maxPairs();

    /** Returns how often one that is no better may be promoted. */
    @WithDefault("0.05")
    double risk();

    /** Returns after how long one that is not better goes. */
    @WithDefault("7D")
    Duration longest();

    /** Returns which share of the tweets a canary answers. */
    @WithDefault("0.1")
    double canaryShare();

    /** Returns how many answers are expected of it before it is promoted. */
    @WithDefault("500")
    long canaryTags();

    /** Returns how many times slower it may be. */
    @WithDefault("1.5")
    double slowdown();
  }

  /** When a new adapter is asked for. */
  interface Retrain {
    /** Returns whether the monitor asks, or only says when it would. */
    @WithDefault("false")
    boolean enabled();

    /** Returns how many new labels are enough. */
    @WithDefault("50")
    long newLabels();

    /** Returns below which live accuracy one is wanted. */
    @WithDefault("0.7")
    double accuracy();

    /** Returns on how many audited tweets it must be measured. */
    @WithDefault("100")
    long minAudited();

    /** Returns of how long back quality and drift are meant. */
    @WithDefault("1D")
    Duration recent();

    /** Returns after how long one is asked for anyway; never unless set. */
    Optional<Duration> every();

    /** Returns for how long after a training none is asked for. */
    @WithDefault("1H")
    Duration coolDown();
  }

  /** How the monitor goes about both. */
  interface Policy {
    /** Returns how often it looks. */
    @WithDefault("10S")
    Duration interval();
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
