package io.offramp.e2e.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API as any HTTP client sees it: for what the generated client cannot send, and for what it does not show. */
public final class Http {
    private final URI address;
    private final String token;
    private final Duration limit;
    private final HttpClient client = HttpClient.newHttpClient();

    Http(URI address, String token, Duration limit) {
        this.address = address;
        this.token = token;
        this.limit = limit;
    }

    /**
     * The operator's token.
     *
     * @return as the service wrote it to its state directory
     */
    public String token() {
        return token;
    }

    /**
     * Calls the API with the operator's token.
     *
     * @param method the HTTP method
     * @param path below {@code /api/v1}
     * @param body said to be JSON, whatever it is; {@code null}: no body
     * @return the answer, whatever its status
     */
    public Answer call(String method, String path, @Nullable String body) {
        return send(authorized(request(method, path, body)));
    }

    /**
     * Opens a stream of the API with the operator's token.
     *
     * @param path below {@code /api/v1}
     * @return the answer, whose body goes on until somebody ends it
     */
    public HttpResponse<InputStream> stream(String path) {
        return send(authorized(request("GET", path, null)), BodyHandlers.ofInputStream());
    }

    /**
     * A request without a token.
     *
     * @param method the HTTP method
     * @param path below {@code /api/v1}
     * @param body said to be JSON, whatever it is; {@code null}: no body
     * @return to be completed and sent
     */
    public HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(address.resolve("/api/v1" + path))
                .timeout(limit)
                .setHeader("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    /**
     * Sends a request.
     *
     * @param request complete
     * @return the answer, whatever its status
     */
    public Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from the service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the service was called", e);
        }
    }
}
