package openmep.example;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes notifications. */
final class CallbackServer implements AutoCloseable {
  private static final long MOST_SECONDS = 30;

  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final HttpServer server;

  CallbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/notifications", exchange -> {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/notifications";
  }

  /** The next notification, as JSON. */
  String take() throws InterruptedException {
    String body = bodies.poll(MOST_SECONDS, TimeUnit.SECONDS);
    if (body == null) throw new IllegalStateException("No notification within " + MOST_SECONDS + " s.");
    return body;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
