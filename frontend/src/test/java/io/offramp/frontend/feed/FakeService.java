package io.offramp.frontend.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** As much of the API as the feed asks for, over real HTTP. */
final class FakeService implements AutoCloseable {
    private static final String HOST = """
            {"hostname":"gw1","kernel":"6.1","java":"25","backends":[],"conditions":[],
             "dpdk":{"version":"DPDK","soname":"so","ealArguments":[]},
             "memory":{"hugepages":true,"heapTotalBytes":1,"heapUsedBytes":1,"mempools":1,"mempoolsFree":1,
                       "mbufsPerMempool":1,"mbufDataRoomBytes":1},
             "lcores":{"main":0,"pollers":[1],"idleStrategy":"BACKOFF"},"ports":{"used":0,"limit":32}}""";

    private static final String POLLERS = """
            [{"lcore":1,"alive":true,"pairs":["exc0"],"time":"2026-11-22T10:00:01Z","windowSeconds":1.0,"load":12.5,
              "pollsPerSecond":1000,"busyPollsPerSecond":10,"packetsPerSecond":20,"conditions":[],
              "counters":{"polls":1,"busyPolls":1,"packets":1,"busyNanos":1,"idleNanos":1},
              "pollGaps":{"longestNanos":1,"histogram":[{"upToNanos":1000,"count":1},{"upToNanos":null,"count":0}]}}]""";

    /** A pair that is listed, and deleted before anything else is asked of it. */
    static final String GONE = "gone";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastEvent = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger inventories = new AtomicInteger();
    private final AtomicInteger preflights = new AtomicInteger();
    private final AtomicInteger ledgers = new AtomicInteger();
    private volatile List<String> pairs = List.of();

    FakeService(int port, String... tokens) throws IOException {
        this.tokens.addAll(List.of(tokens));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/counters/stream", this::stream);
        server.createContext("/api/v1/host", exchange -> {
            inventories.incrementAndGet();
            json(exchange, HOST);
        });
        server.createContext("/api/v1/preflight", exchange -> {
            preflights.incrementAndGet();
            json(exchange, """
                    [{"id": "tun", "status": "PASS", "finding": "it is there", "remedy": null},
                     {"id": "vfio", "status": "WARN", "finding": "it is not loaded", "remedy": "modprobe vfio-pci"}]""");
        });
        server.createContext("/api/v1/pollers", exchange -> json(exchange, POLLERS));
        server.createContext("/api/v1/pairs", this::pairs);
        for (String list : List.of("ports", "taps")) {
            server.createContext("/api/v1/" + list, exchange -> json(exchange, "[]"));
        }
        server.createContext("/api/v1/events", this::events);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Streams that were opened with a token that counts. */
    int opened() {
        return opened.get();
    }

    /** How often the inventory was asked for. */
    int inventories() {
        return inventories.get();
    }

    /** How often the preflight was asked for. */
    int preflights() {
        return preflights.get();
    }

    /** How often a ledger in words was asked for. */
    int ledgers() {
        return ledgers.get();
    }

    void pairs(String... names) {
        pairs = List.of(names);
    }

    int open() {
        return streams.size();
    }

    void revoke(String token) {
        tokens.remove(token);
        hangUp();
    }

    /** Ends the streams as a service does that stops in good order. */
    void hangUp() {
        streams.forEach(stream -> stream.end().countDown());
    }

    void send(String time, long packets) {
        String ledger = """
                {"time":"%s","pairs":[{"name":"exc0",
                 "toKernel":{"rxPackets":%d,"rxBytes":%d,"txPackets":%d,"txBytes":%d,"filtered":0,"policed":0,"ringFull":0},
                 "fromKernel":{"rxPackets":0,"rxBytes":0,"txPackets":0,"txBytes":0,"ringFull":0},"tap":null}]}""".formatted(time, packets, packets * 100, packets, packets * 100)
                .replace("\n", "");
        for (Stream stream : streams) {
            try {
                stream.body()
                        .write("event:counters\ndata:%s\n\n".formatted(ledger).getBytes(StandardCharsets.UTF_8));
                stream.body().flush();
            } catch (IOException hungUp) {
                streams.remove(stream);
            }
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (refused(exchange)) {
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        Stream stream = new Stream(exchange.getResponseBody(), new CountDownLatch(1));
        streams.add(stream);
        opened.incrementAndGet();
        try (exchange) {
            stream.end().await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(stream);
        }
    }

    private void pairs(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.endsWith("/ledger")) {
            json(exchange, pairs.stream().map("""
                    {"spec":{"name":"%s","port":"net_af_packet0","backend":"TAP","queues":1,"queueSize":1024,"tap":null},
                     "status":{"state":"FORWARDING","backend":"TAP","virtioUserPort":null,"lcores":[1],"tap":null,
                               "vhostWorkers":[],"conditions":[]}}"""::formatted).collect(Collectors.joining(",", "[", "]")));
            return;
        }
        ledgers.incrementAndGet();
        String pair = path.split("/")[4];
        if (pair.equals(GONE)) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        json(exchange, """
                {"pair":"%1$s","from":null,"to":null,"verdict":"NOTHING_LOST","sentence":"nothing lost by %1$s",
                 "remedy":null,"toKernel":null,"fromKernel":null}""".formatted(pair));
    }

    /** Makes events up to an id. */
    void happened(long upTo) {
        lastEvent.set(upTo);
    }

    private void events(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        long after = query.contains("after=") ? Long.parseLong(query.replaceFirst(".*after=([0-9]+).*", "$1")) : 0;
        json(
                exchange,
                LongStream.rangeClosed(after + 1, lastEvent.get())
                        .mapToObj("""
                                {"id":%d,"time":"2026-11-22T10:00:01Z","type":"pair.created","subject":"exc0",
                                 "message":"made","severity":"INFO","author":"alice","origin":"127.0.0.1"}"""::formatted)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private void json(HttpExchange exchange, String body) throws IOException {
        if (refused(exchange)) {
            return;
        }
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean refused(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (tokens.contains(header.replaceFirst("^Bearer ", ""))) {
            return false;
        }
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
        return true;
    }

    @Override
    public void close() {
        hangUp();
        server.stop(0);
        threads.shutdownNow();
    }

    private record Stream(OutputStream body, CountDownLatch end) {}
}
