package io.tocsin.ingest.body;

import io.tocsin.http.problem.RefusedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses bodies whose headers do not tell what they are, or tell of another encoding than UTF-8.
 */
public class BodyEncoding {
  /**
   * Lets a request pass, or not.
   *
   * @throws RefusedException if its headers do not fit its body
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
    if (type == null) {
      return hasBody(request)
          ? Optional.of("Content-Type: expected one, found none")
          : Optional.empty();
    }
    String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    return charset == null || charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())
        ? Optional.empty()
        : Optional.of("charset: expected utf-8, found " + charset);
  }

  private static boolean hasBody(ContainerRequestContext request) {
    return request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
  }
}
