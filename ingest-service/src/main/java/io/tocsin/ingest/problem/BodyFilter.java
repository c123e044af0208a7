package io.tocsin.ingest.problem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies in other encodings than UTF-8, as far as their headers tell. */
public class BodyFilter {
  @ServerRequestFilter(preMatching = true)
  public Optional<Response> check(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return Optional.empty();
    }
    return fault(request).map(fault -> RefusedException.unsupported(fault).problem().response());
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
