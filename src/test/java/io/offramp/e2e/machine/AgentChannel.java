package io.offramp.e2e.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The host's end of the guest's command channel; {@code src/test/guest/agent} documents what is said on it. */
final class AgentChannel implements AutoCloseable {
    private final SocketChannel socket;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();

    /** How a command ended in the guest. */
    record Answer(int exitCode, String stdout, String stderr) {}

    /** Connects; what is sent before the guest listens waits in the socket. */
    AgentChannel(Path path) throws IOException {
        socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
        Thread.ofPlatform().name("guest-agent").daemon().start(this::read);
    }

    /** Fails with an {@link IOException} when the guest goes away. */
    CompletableFuture<Answer> execute(Duration limit, List<String> words) {
        long number = numbers.incrementAndGet();
        String payload =
                Base64.getEncoder().encodeToString(String.join("\0", words).getBytes(StandardCharsets.UTF_8));
        String request = "%d %d.%03d %s%n".formatted(number, limit.toSeconds(), limit.toMillisPart(), payload);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        asked.put(number, answer);
        send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return answer;
    }

    private synchronized void send(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the guest's command channel is broken", e);
        }
    }

    private void read() {
        try {
            var lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(socket), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(line.split(" ", -1));
            }
            end(new IOException("the guest has ended"));
        } catch (IOException | RuntimeException e) {
            end(new IOException("the guest's command channel is broken", e));
        }
    }

    private void answer(String[] fields) {
        CompletableFuture<Answer> answer = asked.remove(Long.parseLong(fields[0]));
        if (answer == null) {
            throw new IllegalStateException("an answer to no question: " + String.join(" ", fields));
        }
        answer.complete(new Answer(Integer.parseInt(fields[1]), decode(fields[2]), decode(fields[3])));
    }

    private void end(IOException why) {
        asked.values().forEach(answer -> answer.completeExceptionally(why));
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
