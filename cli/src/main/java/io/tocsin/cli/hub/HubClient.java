package io.tocsin.cli.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fetches data sets from the hub, which holds each of them as Parquet, whatever it was uploaded as.
 *
 * <p>Source: the hub's API, {@code GET /api/datasets/NAME/parquet}.
 */
public final class HubClient {
  private static final String ENDPOINT_VARIABLE = "HF_ENDPOINT";
  private static final String TOKEN_VARIABLE = "HF_TOKEN";
  private static final String ENDPOINT = "https://huggingface.co";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_REDIRECTS = 5;

  private final URI endpoint;
  private final Optional<String> token;
  private final Path cache;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER) // See response.
          .build();

  /**
   * Prepares fetching.
   *
   * @param endpoint where the hub is
   * @param token of the user, for what is not public; no other host ever sees it
   * @param cache what was fetched once stays there
   */
  HubClient(URI endpoint, Optional<String> token, Path cache) {
    this.endpoint = endpoint;
    this.token = token;
    this.cache = cache;
  }

  /** Returns a client as the variables {@code HF_ENDPOINT} and {@code HF_TOKEN} say. */
  public static HubClient of(Map<String, String> environment, Path cache) {
    return new HubClient(
        URI.create(environment.getOrDefault(ENDPOINT_VARIABLE, ENDPOINT)),
        Optional.ofNullable(environment.get(TOKEN_VARIABLE)).filter(token -> !token.isBlank()),
        cache);
  }

  /**
   * Returns a data set's files, fetched unless they were before.
   *
   * @throws IOException if the hub cannot be reached, or has no such data set or split
   */
  public List<Path> files(HubDataset dataset) throws IOException {
    List<URI> addresses = addresses(dataset);
    Path folder = cache.resolve(dataset.name()).resolve(dataset.split());
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (URI address : addresses) {
      Path file = folder.resolve("%04d.parquet".formatted(files.size()));
      if (!Files.exists(file)) {
        fetch(address, file);
      }
      files.add(file);
    }
    return files;
  }

  private List<URI> addresses(HubDataset dataset) throws IOException {
    URI list = endpoint.resolve("/api/datasets/" + dataset.name() + "/parquet");
    JsonNode configurations;
    try (InputStream body = response(list).body()) {
      configurations = new JsonMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException(list + ": expected a list of files, found no JSON", e);
    }
    JsonNode splits = configurations.path("default");
    if (splits.isMissingNode()) {
      splits = configurations.values().hasNext() ? configurations.values().next() : splits;
    }
    List<URI> addresses =
        splits.path(dataset.split()).valueStream().map(url -> list.resolve(url.asText())).toList();
    if (addresses.isEmpty()) {
      throw new IOException(
          "%s: expected this split, found %s"
              .formatted(
                  dataset,
                  splits.propertyStream().map(Map.Entry::getKey).collect(Collectors.toList())));
    }
    return addresses;
  }

  private void fetch(URI address, Path file) throws IOException {
    Path part = Files.createTempFile(file.getParent(), "fetched-", ".part");
    try (InputStream body = response(address).body()) {
      Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Follows redirects itself: the hub's lead to other hosts, which the token is not for. */
  private HttpResponse<InputStream> response(URI first) throws IOException {
    URI address = first;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = send(address);
      int status = response.statusCode();
      if (status == 200) {
        return response;
      }
      response.body().close();
      Optional<String> location = response.headers().firstValue("location");
      if (status / 100 != 3 || location.isEmpty()) {
        throw new IOException(
            "%s: expected status 200, found %d%s".formatted(address, status, hint(status)));
      }
      address = address.resolve(location.get());
    }
    throw new IOException(first + ": more than " + MAX_REDIRECTS + " redirects");
  }

  private HttpResponse<InputStream> send(URI address) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (endpoint.getAuthority().equals(address.getAuthority())) {
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fetching " + address);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be reached (%s): check the network, or fetch the data set elsewhere and name its file"
              .formatted(address, e),
          e);
    }
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> ": set " + TOKEN_VARIABLE + " if the data set is private";
      case 404 -> ": is the name right?";
      default -> "";
    };
  }
}
