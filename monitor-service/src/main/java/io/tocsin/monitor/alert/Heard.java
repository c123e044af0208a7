package io.tocsin.monitor.alert;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What is heard of a tweet, for whoever follows terms. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "kind",
    defaultImpl = Mention.class) // Mentions were all there was, and told no kind.
@JsonSubTypes({
  @JsonSubTypes.Type(value = Mention.class, name = "mention"),
  @JsonSubTypes.Type(value = Deletion.class, name = "deletion"),
})
sealed interface Heard permits Mention, Deletion {}
