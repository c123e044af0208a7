package io.tocsin.cli.learning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kind of disaster a keyword is about. Keywords such as "rescue" are about none: they come
 * with all kinds.
 */
enum DisasterKind {
  /** Accidents, explosions, collapses, disease and violence; they go first: "bridge collapse". */
  HUMAN(
      "accident|airplane|airstrike|ammonia|attack|bioterror|blackout|blast|blew|blown|boat|bomb"
          + "|bridge|building|bus\\b|capsiz|car\\b|chemical|cholera|collaps|collid|collision"
          + "|contaminat|crane|crash|crowd|crush|dam\\b|dengue|derail|detonat|drown|epidemic|explo"
          + "|famine|ferry|gas\\b|glider|hazard|hazmat|helicopter|hijack|hit and run|hostage|hunger"
          + "|infected|killed|leak|massacre|mass murder|meltdown|metro|military|mine\\b|murder"
          + "|nuclear|oil\\b|outage|outbreak|pile-?up|plane|poison|power|quarantine|radiation|rail"
          + "|refugee|riot|road|roof|school bus|shelling|ship|shooting|shots|sickness|sinking|stampede"
          + "|structural|suicide|sunk|terror|toxic|train\\b|tram\\b|trampled|truck|virus|war\\b"
          + "|weapon|wreck"),
  /** Storms, floods, fires, heat, cold and what the earth does. */
  NATURAL(
      "ablaze|aftershock|ash|avalanche|blaz|blizzard|burn|bush ?fire|cold|cyclone|deluge|derecho"
          + "|drought|dust storm|earthquake|epicentre|eruption|fire|flames|flood|fog|forest fire"
          + "|freez|gale|hail|heat|hurricane|ice\\b|inferno|inundat|lahar|landslide|lava|levee"
          + "|lightning|locust|mudflow|mudslide|quake|rain|river|rockfall|sandstorm|seismic|sinkhole|smoke"
          + "|snow|storm|submerged|thunder|tornado|tremor|tsunami|twister|typhoon|volcan|whirl"
          + "|wild ?fire|wind");

  private final Pattern words;

  DisasterKind(String beginnings) {
    this.words = Pattern.compile("\\b(?:" + beginnings + ")");
  }

  /**
   * Returns the kind of a keyword.
   *
   * @param keyword as data sets have it, where %20 may be a blank
   */
  static Optional<DisasterKind> of(String keyword) {
    String plain = keyword.replace("%20", " ").toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.words.matcher(plain).find()).findFirst();
  }
}
