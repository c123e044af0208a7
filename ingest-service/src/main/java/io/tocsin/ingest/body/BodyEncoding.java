package io.tocsin.ingest.body;

import io.tocsin.ingest.problem.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies in other encodings than UTF-8, as far as their headers tell. */
public class BodyEncoding {
  /**
   * Lets a request pass, or not.
   *
   * @throws RefusedException if a header states another encoding
   */
  @ServerRequestFilter(preMatching = true)
  public void check(ContainerRequestContext request) {
    fault(request)
        .ifPresent(
            fault -> {
              throw RefusedException.unsupported(fault);
            });
  }

  private static Optional<String> fault(ContainerRequestContext request) {
    String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return Optional.of("Content-Encoding: expected none, found " + encoding);
    }
    MediaType type = request.getMediaType();
    String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      return Optional.of("charset: expected utf-8, found " + charset);
    }
    return Optional.empty();
  }
}
