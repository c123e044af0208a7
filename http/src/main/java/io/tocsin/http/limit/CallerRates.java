package io.tocsin.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.contracts.Require;
import io.tocsin.http.FilterOrder;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.access.Caller;
import io.tocsin.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/**
 * How many requests a caller may send: a bucket for each key or token, and for each address of
 * those who show none. Health and metrics are free.
 */
@Singleton
public final class CallerRates {
  /** So many callers are remembered: whoever comes from ever new addresses costs no memory. */
  private static final int MOST_CALLERS = 10_000;

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final String UNLIMITED = "/q/";
  private static final double NANOS = 1e9;

  private final int perSecond;
  private final LoadingCache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterAccess(REMEMBERED)
          .build(_ -> bucket());

  CallerRates(HttpSettings settings) {
    this.perSecond = settings.http().requestsPerSecond();
    Require.atLeast("tocsin.http.requests-per-second", 0, perSecond);
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          if (context.normalizedPath().startsWith(UNLIMITED) || admit(context)) {
            context.next();
          }
        },
        FilterOrder.CALLER_KNOWN);
  }

  private boolean admit(RoutingContext context) {
    return Caller.name(context)
        .map(name -> admit("caller " + name, context))
        .orElseGet(() -> admitAddress(context));
  }

  /** Counts a request for the address that it comes from; if that is too many, answers so. */
  public boolean admitAddress(RoutingContext context) {
    return admit("address " + context.request().remoteAddress().hostAddress(), context);
  }

  private boolean admit(String caller, RoutingContext context) {
    if (perSecond == 0) {
      return true;
    }
    ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = (long) Math.ceil(probe.getNanosToWaitForRefill() / NANOS);
      context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
      Problem.of(
              Status.TOO_MANY_REQUESTS,
              "expected at most %d requests a second: send many tweets as lines of one"
                  .formatted(perSecond))
          .end(context.response());
    }
    return probe.isConsumed();
  }

  private Bucket bucket() {
    Bandwidth limit =
        Bandwidth.builder()
            .capacity(perSecond)
            .refillGreedy(perSecond, Duration.ofSeconds(1))
            .build();
    return Bucket.builder().addLimit(limit).build();
  }
}
