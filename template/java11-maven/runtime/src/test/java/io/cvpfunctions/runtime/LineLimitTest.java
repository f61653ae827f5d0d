package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineLimitTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LineLimit limit = new LineLimit(out, 4);

  @Test
  void write_linesWithinTheLimit_areUntouched() throws IOException {
    limit.write("abcd\nefgh\n\nij".getBytes(UTF_8));
    assertThat(out.toString(UTF_8)).isEqualTo("abcd\nefgh\n\nij");
  }

  @Test
  void write_longLine_isBroken() throws IOException {
    limit.write("abcdefghij\nklmn".getBytes(UTF_8));
    assertThat(out.toString(UTF_8)).isEqualTo("abcd\nefgh\nij\nklmn");
  }

  @Test
  void write_longLineOfLongCharacters_isBrokenBetweenThem() throws IOException {
    limit.write("aüü😀x→→→\n".getBytes(UTF_8));
    assertThat(out.toString(UTF_8)).isEqualTo("aüü\n😀\nx→\n→→\n");
  }

  @Test
  void write_longLineOfLongCharactersByteByByte_isBrokenAtTheSamePlaces() throws IOException {
    for (byte b : "aüü😀x→→→\n".getBytes(UTF_8)) limit.write(b);
    assertThat(out.toString(UTF_8)).isEqualTo("aüü\n😀\nx→\n→→\n");
  }

  @Test
  void write_longLineOfNoCharacters_isBrokenAllTheSame() throws IOException {
    byte[] halves = new byte[15];
    Arrays.fill(halves, (byte) 0x80);
    limit.write(halves);
    assertThat(out.toString(ISO_8859_1).split("\n"))
        .extracting(String::length)
        .containsExactly(7, 7, 1);
  }

  @Test
  void write_longLineInPieces_isBrokenAtTheSamePlaces() throws IOException {
    for (String piece : new String[] {"abc", "de", "fghi", "j\nkl", "mn"}) {
      limit.write(piece.getBytes(UTF_8));
    }
    limit.write('o');
    limit.write('\n');
    assertThat(out.toString(UTF_8)).isEqualTo("abcd\nefgh\nij\nklmn\no\n");
  }
}
