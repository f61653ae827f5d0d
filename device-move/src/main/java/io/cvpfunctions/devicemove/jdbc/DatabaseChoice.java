package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Which database {@code cmdb_url} means, and with which secrets. */
final class DatabaseChoice {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";
  private static final String HINT = "jdbc:sqlite:FILE, or jdbc:postgresql://HOST:5432/DATABASE";
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)[?&;](user|[^=&;]*(password|passwd|pwd|secret|token))=|//[^/?]*@");

  /** The driver takes more, and says of what it does not take only that there is no connection. */
  private static final Pattern SERVER =
      Pattern.compile(
          "jdbc:postgresql://(HOST(:\\d{1,5})?,?)+/[^/?]+(\\?.*)?"
              .replace("HOST", "(\\[[0-9a-fA-F:]+]|[\\w.-]+)"));

  private DatabaseChoice() {}

  /** Notes what is wrong; a URL that may hold a password is never quoted. */
  static Supplier<Database> from(Settings settings) {
    String url = settings.requiredText("cmdb_url", "say where the records are kept, " + HINT);
    if (CREDENTIAL.matcher(url).find()) {
      settings.problem(
          "cmdb_url holds a user name or a password: put them into the secrets cmdb-username and"
              + " cmdb-password");
    }
    if (url.startsWith(SQLITE)) return sqlite(settings, url);
    if (url.startsWith(POSTGRES)) return postgres(settings, url);
    if (!url.isEmpty()) settings.problem("cmdb_url is neither " + HINT.replace(", or", " nor"));
    return () -> null;
  }

  private static Supplier<Database> sqlite(Settings settings, String url) {
    String file = url.substring(SQLITE.length());
    if (file.isBlank() || file.startsWith("?")) {
      settings.problem("cmdb_url names no file: " + SQLITE + "FILE");
    }
    return () -> new SqliteDatabase(file, Habitat.ofProcess());
  }

  private static Supplier<Database> postgres(Settings settings, String url) {
    Secret username = settings.secret("cmdb-username");
    Secret password = settings.secret("cmdb-password");
    if (!SERVER.matcher(url).matches()) {
      settings.problem("cmdb_url names no server and database: " + POSTGRES + "//HOST/DATABASE");
    }
    return () -> new PostgresDatabase(url, username, password);
  }
}
