# syntax=docker/dockerfile:1
# The service. Context: the top of the repository, after "mvn package".
FROM eclipse-temurin:25-jre AS java

FROM debian:12-slim
# DPDK 22.11 with its drivers for NICs, buses and mempools; netlink; curl for the health check.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      curl libnl-route-3-200 librte-meta-bus librte-meta-mempool librte-meta-net \
 && rm -rf /var/lib/apt/lists/*
COPY --from=java /opt/java/openjdk /opt/java/openjdk
COPY backend/target/offramp-backend.jar /opt/offramp/offramp-backend.jar
VOLUME /var/lib/offramp
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD curl --fail --silent --max-time 2 http://127.0.0.1:8080/actuator/health
# Exec form: SIGTERM must reach the JVM, which lets go of the taps.
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-jar", "/opt/offramp/offramp-backend.jar"]
