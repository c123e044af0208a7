package io.tocsin.store;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a gateway makes of a call. */
@FunctionalInterface
interface S3Rule {
  S3Answer answer(S3Call call, Server server) throws IOException, InterruptedException;

  /** The server behind, asked as the client asked. */
  @FunctionalInterface
  interface Server {
    S3Answer ask() throws IOException, InterruptedException;
  }

  static S3Rule forward() {
    return (call, server) -> server.ask();
  }

  static S3Rule instead(Predicate<S3Call> calls, S3Answer answer) {
    return (call, server) -> calls.test(call) ? answer : server.ask();
  }

  static S3Rule insteadOnce(Predicate<S3Call> calls, S3Answer answer) {
    AtomicInteger met = new AtomicInteger();
    return instead(call -> calls.test(call) && met.getAndIncrement() == 0, answer);
  }

  /** Permits as S3 does: whoever may not list a bucket is refused what is not there. */
  static S3Rule permit(Set<String> permissions) {
    return (call, server) -> {
      if (!permissions.contains(call.permission())) {
        return S3Answer.error(403, "AccessDenied");
      }
      S3Answer answer = server.ask();
      return answer.status() == 404 && !permissions.contains("s3:ListBucket")
          ? S3Answer.error(403, "AccessDenied")
          : answer;
    };
  }
}
