package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cold start is waited for, so it loads no driver, and the first call only the one it needs. */
class LightStartTest {
  private static final String SQLITE = "org.sqlite.";
  private static final String POSTGRES = "org.postgresql.";
  private static final String POOL = "com.zaxxer.";

  @TempDir Path directory;

  @Test
  void start_sqlite_loadsNoDriver() throws Exception {
    assertThat(loaded(sqlite(), List.of())).doesNotContain(SQLITE, POSTGRES, POOL);
  }

  @Test
  void start_postgres_loadsNoDriver() throws Exception {
    Files.writeString(directory.resolve("cmdb-username"), "me");
    Files.writeString(directory.resolve("cmdb-password"), "hush-hush");
    assertThat(loaded("jdbc:postgresql://127.0.0.1:1/cmdb", List.of()))
        .contains("is set up")
        .doesNotContain(SQLITE, POSTGRES, POOL);
  }

  @Test
  void firstCall_sqlite_loadsItsDriverOnly() throws Exception {
    assertThat(loaded(sqlite(), List.of(Answers.sample())))
        .contains("answered 200")
        .contains(SQLITE)
        .doesNotContain(POSTGRES, POOL);
  }

  private String sqlite() {
    return "jdbc:sqlite:" + directory.resolve("cmdb.db");
  }

  private String loaded(String url, List<String> bodies) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@jvm.options", "-Xlog:class+load", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(LightStart.class.getName());
    command.addAll(bodies);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("cmdb", "jdbc");
    builder.environment().put("cmdb_url", url);
    builder.environment().put("secret_mount_path", directory.toString());
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
