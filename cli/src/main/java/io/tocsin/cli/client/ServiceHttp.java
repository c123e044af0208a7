package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a service is asked by HTTP, and how it refuses. */
final class ServiceHttp {
  static final String JSON = "application/json";

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int FIRST_REFUSAL = 400;
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper MAPPER = MessageJson.mapper();

  // Of services that speak HTTP/1.1 in the clear, an upgrade need not be asked for.
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  private final URI service;
  private final ServiceKey key;

  ServiceHttp(URI service, ServiceKey key) {
    this.service = service;
    this.key = key;
  }

  /** Returns the answer to a JSON document. */
  <T> T post(String path, Object document, Class<T> answer) {
    return read(post(path, JSON, MessageJson.write(document)), path, answer);
  }

  /** Returns the JSON at a path. */
  <T> T get(String path, Class<T> answer) {
    return read(get(path), path, answer);
  }

  /** Deletes what lies at a path, and returns the answer. */
  <T> T delete(String path, Class<T> answer) {
    return read(answer(request(path).DELETE().build()), path, answer);
  }

  private <T> T read(byte[] body, String path, Class<T> answer) {
    try {
      return MAPPER.readValue(body, answer);
    } catch (IOException e) {
      throw new ServiceException(
          "%s: expected a %s, found another answer: is that a Tocsin service of this version?"
              .formatted(service.resolve(path), answer.getSimpleName()),
          e);
    }
  }

  /**
   * Returns the answer's body.
   *
   * @throws ServiceException if nobody answers, or the service refuses; the message says why
   */
  byte[] post(String path, String contentType, byte[] body) {
    return answer(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  /**
   * Returns what lies at a path.
   *
   * @throws ServiceException if nobody answers, or the service refuses; the message says why
   */
  byte[] get(String path) {
    return answer(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
    key.authorization().ifPresent(shown -> request.header("Authorization", shown));
    return request;
  }

  private byte[] answer(HttpRequest request) {
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() >= FIRST_REFUSAL) {
      throw new ServiceException(
          "%s refuses (%d): %s"
                  .formatted(request.uri(), response.statusCode(), reason(response.body()))
              + hint(response.statusCode()));
    }
    return response.body();
  }

  private static String hint(int status) {
    return status == UNAUTHORIZED ? "; see --key-file and " + ServiceKey.VARIABLE : "";
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw ServiceException.nobodyAt(service);
    } catch (IOException e) {
      throw new ServiceException(
          "%s broke off: %s; see tocsin logs".formatted(request.uri(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted while waiting for " + request.uri(), e);
    }
  }

  /** The detail of a problem (RFC 9457), else the body as it is. */
  private static String reason(byte[] body) {
    try {
      JsonNode detail = MAPPER.readTree(body).path("detail");
      if (detail.isTextual()) {
        return detail.textValue();
      }
    } catch (IOException e) {
      return plain(body);
    }
    return plain(body);
  }

  private static String plain(byte[] body) {
    return body.length == 0
        ? "it does not say why; see tocsin logs"
        : new String(body, StandardCharsets.UTF_8);
  }
}
