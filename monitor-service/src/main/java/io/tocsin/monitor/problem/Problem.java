package io.tocsin.monitor.problem;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param title the status in words
 * @param status of HTTP
 * @param detail what was expected, what was found, what to do
 */
public record Problem(String title, int status, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";
}
