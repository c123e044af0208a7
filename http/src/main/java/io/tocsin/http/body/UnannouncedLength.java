package io.tocsin.http.body;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bodies that come in chunks, and do not say how long they are: they are counted. */
public class UnannouncedLength {
  /** Takes the limit over from Quarkus, which would end the request without a reason. */
  @ServerRequestFilter
  public void limit(ContainerRequestContext request, RoutingContext context) {
    if (request.getMethod().equals(HttpMethod.POST)) {
      Long most = context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
      if (most != null) {
        request.setEntityStream(new CountedStream(request.getEntityStream(), most));
      }
    }
  }
}
