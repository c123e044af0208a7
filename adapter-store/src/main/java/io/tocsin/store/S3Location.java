package io.tocsin.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for adapters in an S3 bucket. As text {@code
 * s3://bucket/prefix?endpoint=…&region=…&addressing=…}, all but the bucket optional.
 *
 * @param prefix of the keys, without slashes at its ends; may be empty
 * @param endpoint of the server; otherwise the SDK looks for one, and else takes AWS's
 * @param region otherwise the SDK looks for one
 * @param addressing otherwise by path where an endpoint is set, by host name on AWS
 */
public record S3Location(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<S3Addressing> addressing) {
  static final String SCHEME = "s3://";

  private static final String SHAPE =
      "s3://bucket/prefix, then if needed ?endpoint=URL&region=NAME&addressing=path|virtual-host";
  private static final String HTTP =
      "endpoint: expected http://host:port or https://host:port, found ";
  private static final Pattern TEXT = Pattern.compile("s3://([^/?#]*)/?([^?#]*?)/?(?:\\?([^#]*))?");
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,62}");
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}");

  /** Of characters that need no escaping in URIs. No segment begins with a dot. */
  private static final Pattern PREFIX =
      Pattern.compile("|[A-Za-z0-9_=-][A-Za-z0-9._=-]*(/[A-Za-z0-9_=-][A-Za-z0-9._=-]*)*");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public S3Location {
    require(BUCKET, "bucket", bucket);
    require(PREFIX, "prefix", prefix);
    region.ifPresent(name -> require(REGION, "region", name));
    endpoint.ifPresent(S3Location::requireHttp);
  }

  /**
   * Reads a location.
   *
   * @throws IllegalArgumentException if the text is not as described
   */
  public static S3Location parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected " + SHAPE + ", found " + text);
    }
    TreeMap<String, String> settings = settings(matcher.group(3));
    S3Location location =
        new S3Location(
            matcher.group(1),
            matcher.group(2),
            Optional.ofNullable(settings.remove("endpoint")).map(S3Location::uri),
            Optional.ofNullable(settings.remove("region")),
            Optional.ofNullable(settings.remove("addressing")).map(S3Location::addressing));
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException(
          "expected " + SHAPE + ", found setting " + settings.firstKey());
    }
    return location;
  }

  private static TreeMap<String, String> settings(String query) {
    TreeMap<String, String> settings = new TreeMap<>();
    if (query == null) {
      return settings;
    }
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? decoded(parts[1]) : "";
      if (value.isEmpty() || settings.put(parts[0], value) != null) {
        throw new IllegalArgumentException("expected " + SHAPE + ", found \"" + pair + '"');
      }
    }
    return settings;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected " + SHAPE + ", found \"" + value + '"', e);
    }
  }

  private static URI uri(String endpoint) {
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(HTTP + endpoint, e);
    }
  }

  private static S3Addressing addressing(String name) {
    return switch (name) {
      case "path" -> S3Addressing.PATH;
      case "virtual-host" -> S3Addressing.VIRTUAL_HOST;
      default ->
          throw new IllegalArgumentException(
              "addressing: expected path or virtual-host, found " + name);
    };
  }

  private static void require(Pattern pattern, String name, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: expected %s with %s matching %s, found \"%s\""
              .formatted(name, SHAPE, name, pattern, value));
    }
  }

  private static void requireHttp(URI endpoint) {
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!http || endpoint.getHost() == null || endpoint.getRawUserInfo() != null) {
      throw new IllegalArgumentException(HTTP + endpoint);
    }
  }

  /** Returns where a version lies. */
  URI uri(AdapterVersion version) {
    return URI.create(at(key(version)));
  }

  /** Returns an object's place, for people: a file's name may need escaping in a URI. */
  String at(String key) {
    return SCHEME + bucket + '/' + key;
  }

  String key(AdapterVersion version) {
    return prefix.isEmpty() ? version.name() : prefix + '/' + version.name();
  }

  /**
   * Returns the version that lies there: a record in Kafka must not make us read elsewhere.
   *
   * @throws IllegalArgumentException if it is not a version here
   */
  AdapterVersion version(URI uri) {
    String home = prefix.isEmpty() ? SCHEME + bucket + '/' : SCHEME + bucket + '/' + prefix + '/';
    String text = uri.toString();
    if (!text.startsWith(home)) {
      throw new IllegalArgumentException("expected an adapter of the store " + home);
    }
    return new AdapterVersion(text.substring(home.length()));
  }

  /** Returns the location, without settings. */
  @Override
  public String toString() {
    return prefix.isEmpty() ? SCHEME + bucket : SCHEME + bucket + '/' + prefix;
  }
}
