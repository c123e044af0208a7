package io.tocsin.inference.oneoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.inference.Examples;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassifyRequestTest {
  @Test
  void holdsOneTextOrSeveral() throws Exception {
    ClassifyRequest one = read("{'text': 'a', 'keyword': 'k'}");
    ClassifyRequest several = read("{'tweets': [{'text': 'a'}, {'text': 'b', 'keyword': 'k'}]}");

    assertEquals(List.of(new TweetText("a", "k")), one.texts());
    assertEquals(List.of(TweetText.of("a"), new TweetText("b", "k")), several.texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | text, tweets: expected one of them, found neither",
        "{'text': 'a', 'tweets': [{'text': 'b'}]} | text, tweets: expected one of them, found both",
        "{'text': ' '} | text: expected text, found none",
        "{'tweets': []} | tweets: expected some, found none",
        "{'tweets': [{'text': 'a'}, {}]} | tweets.[1]: text: expected text, found none",
      })
  void saysWhatIsWrong(String json, String reason) {
    UnreadableMessageException e = assertThrows(UnreadableMessageException.class, () -> read(json));

    assertEquals(reason, e.getMessage());
  }

  private static ClassifyRequest read(String json) throws UnreadableMessageException {
    return MessageJson.read(Examples.utf8(json.replace('\'', '"')), ClassifyRequest.class);
  }
}
