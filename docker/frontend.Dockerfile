# syntax=docker/dockerfile:1
# The dashboard. Context: the top of the repository, after "mvn package".
FROM eclipse-temurin:25-jre AS java

FROM debian:12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/*
COPY --from=java /opt/java/openjdk /opt/java/openjdk
COPY frontend/target/offramp-frontend.jar /opt/offramp/offramp-frontend.jar
USER 65532:65532
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s \
  CMD curl --fail --silent --max-time 2 --output /dev/null http://127.0.0.1:8081/
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-jar", "/opt/offramp/offramp-frontend.jar"]
