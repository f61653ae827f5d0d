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

  static Supplier<Database> from(Settings settings) {
    String url = settings.requiredText("cmdb_url", "say where the records are kept, " + HINT);
    if (!url.isEmpty()) check(settings, url);
    if (url.startsWith(SQLITE)) return () -> new SqliteDatabase(file(url), Habitat.ofProcess());
    if (url.startsWith(POSTGRES)) return postgres(settings, url);
    return () -> null;
  }

  private static Supplier<Database> postgres(Settings settings, String url) {
    Secret username = settings.secret("cmdb-username");
    Secret password = settings.secret("cmdb-password");
    return () -> new PostgresDatabase(url, username, password);
  }

  /** Notes what is wrong; a URL that may hold a password is never quoted. */
  static void check(Settings settings, String url) {
    if (CREDENTIAL.matcher(url).find()) {
      settings.problem(
          "cmdb_url holds a user name or a password: put them into the secrets cmdb-username and"
              + " cmdb-password");
    }
    if (url.startsWith(SQLITE)) {
      boolean named = !file(url).isBlank() && !file(url).startsWith("?");
      if (!named) settings.problem("cmdb_url names no file: " + SQLITE + "FILE");
    } else if (!url.startsWith(POSTGRES)) {
      settings.problem("cmdb_url is neither " + HINT.replace(", or", " nor"));
    } else if (!SERVER.matcher(url).matches()) {
      settings.problem("cmdb_url names no server and database: " + POSTGRES + "//HOST/DATABASE");
    }
  }

  private static String file(String url) {
    return url.substring(SQLITE.length());
  }
}
