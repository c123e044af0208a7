package io.tocsin.cli.learning;

import io.tocsin.cli.output.Console;
import io.tocsin.contracts.IsoTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened when, told as it happens. */
final class Timeline {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final Console console;
  private final List<Event> events = new ArrayList<>();

  Timeline(Console console) {
    this.console = console;
  }

  /**
   * Something that happened.
   *
   * @param at when, as whoever did it says
   * @param event in a word
   * @param text what
   * @param why as whoever did it says; absent where nobody decided anything
   */
  record Event(@IsoTime Instant at, String event, String text, Optional<String> why) {}

  void tell(Instant at, String event, String text) {
    tell(new Event(at, event, text, Optional.empty()));
  }

  void tell(Instant at, String event, String text, String why) {
    tell(new Event(at, event, text, Optional.of(why)));
  }

  private void tell(Event event) {
    events.add(event);
    console.say(
        "%s  %-9s  %s%s"
            .formatted(
                CLOCK.format(event.at()),
                event.event(),
                event.text(),
                event.why().map("\n                     %s"::formatted).orElse("")));
  }

  List<Event> events() {
    return List.copyOf(events);
  }
}
