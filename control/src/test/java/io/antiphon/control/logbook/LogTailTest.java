package io.antiphon.control.logbook;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    private Path file;
    private LogTail tail;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("a.log");
        tail = new LogTail(file);
        write("");
    }

    @Test
    void lastLinesAreWholeAndInOrder() throws IOException {
        write("one\ntwo\nthree\nfo");

        assertThat(tail.last(2)).containsExactly("two", "three");
        write("ur\n");
        assertThat(tail.more()).containsExactly("four");
        assertThat(tail.more()).isEmpty();
    }

    @Test
    void manyLongLinesAreFoundAcrossAllSpans() throws IOException {
        String filling = "x".repeat(1_000);
        write(IntStream.range(0, 3_000).mapToObj(line -> line + filling + "\n").collect(Collectors.joining()));

        assertThat(tail.last(2_000)).hasSize(2_000).first().asString().startsWith("1000x");
        assertThat(tail.last(LogTail.ALL)).hasSize(3_000);
    }

    @Test
    void lineWithoutEndIsCutAndLettersAreNot() throws IOException {
        tail.last(100);
        write("ä".repeat(100_000) + "\nnext\n");

        assertThat(tail.more()).last().isEqualTo("next");
        assertThat(tail.more()).isEmpty();
    }

    @Test
    void fileThatWasCutIsReadFromItsBeginning() throws IOException {
        write("one\ntwo\n");
        tail.last(100);
        Files.writeString(file, "new\n");

        assertThat(tail.more()).containsExactly("new");
    }

    @Test
    void fileThatTookThePlaceOfAnotherIsReadFromItsBeginning() throws IOException {
        write("one\n");
        tail.last(100);
        Files.move(file, folder.resolve("a.1.log"));
        assertThat(tail.more()).isEmpty();
        write("longer than the other was\n");

        assertThat(tail.more()).containsExactly("longer than the other was");
    }

    @Test
    void whatIsSkippedIsNotTold() throws IOException {
        tail.last(100);
        write("one\ntw");
        tail.skip();
        write("o\nthree\n");

        assertThat(tail.more()).containsExactly("o", "three");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, CREATE, APPEND);
    }
}
