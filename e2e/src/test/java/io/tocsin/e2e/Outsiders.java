package io.tocsin.e2e;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether endpoints let nobody in but those who may. */
final class Outsiders {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final ServiceKeys keys;
  private final List<String> faults = new ArrayList<>();

  private Outsiders(ServiceKeys keys) {
    this.keys = keys;
  }

  /** Returns what is wrong; nothing if nothing is. */
  static List<String> faults(List<Endpoint> endpoints, ServiceKeys keys) throws Exception {
    Outsiders outsiders = new Outsiders(keys);
    for (Endpoint endpoint : endpoints) {
      outsiders.knock(endpoint, "nobody", Http.OPEN);
      outsiders.knock(endpoint, "a stranger", Http.with(ApiKey.create("whole")));
      outsiders.otherRoles(endpoint);
    }
    return outsiders.faults;
  }

  private void knock(Endpoint endpoint, String who, Http caller) throws Exception {
    int status = endpoint.status(caller);
    if (status != UNAUTHORIZED) {
      faults.add("%s is answered %d by %s".formatted(who, status, endpoint));
    }
  }

  private void otherRoles(Endpoint endpoint) throws Exception {
    Set<Role> admitted = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      // What deletes would do it.
      boolean mayDelete = endpoint.deletes() && role == Role.WRITE;
      if (mayDelete || endpoint.status(Http.with(keys.single().get(role))) != FORBIDDEN) {
        admitted.add(role);
      }
    }
    boolean fits =
        endpoint.changesSomething() ? admitted.size() == 1 : !admitted.contains(Role.WRITE);
    if (!fits || admitted.isEmpty()) {
      faults.add("%s are let in by %s".formatted(admitted, endpoint));
    }
  }
}
