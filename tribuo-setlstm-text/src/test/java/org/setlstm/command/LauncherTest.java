package org.setlstm.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.text.Texts;

/** What {@code bin/setlstm} gives to Java, from a Java that writes down what it is given. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("src", "main", "launcher", "setlstm");

    @TempDir
    Path directory;

    private List<String> run(Path script, String options, String... arguments) throws Exception {
        Path java = directory.resolve("a java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nfor a in \"$@\"; do echo \"$a\"; done\n");
        assertTrue(java.toFile().setExecutable(true));
        ProcessBuilder builder = new ProcessBuilder(script.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", directory.resolve("a java").toString());
        builder.environment().put("SETLSTM_OPTS", options);
        Process process = builder.start();
        List<String> said = process.inputReader().lines().toList();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return said;
    }

    private Path installed() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("set lstm/bin"));
        Path script = Files.copy(SCRIPT, bin.resolve("setlstm"));
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    @Test
    void theJarBesideItRunsOnTheVectorAPI() throws Exception {
        Path script = installed();
        Path home = script.getParent().getParent().toRealPath();
        List<String> said = run(script, "-Xmx1g -Dx=y", "predict", "--input-path", "two words", "*", "");
        Texts.assertContains(String.join("\n", said), "--add-modules\njdk.incubator.vector", "-Xmx1g\n-Dx=y");
        assertTrue(said.contains("-XX:SharedArchiveFile=" + home + "/setlstm.jsa"), said.toString());
        int jar = said.indexOf("-jar");
        assertEquals(
                List.of(home + "/setlstm.jar", "predict", "--input-path", "two words", "*", ""),
                said.subList(jar + 1, said.size()));
    }

    @Test
    void aLinkLeadsToIt() throws Exception {
        Path script = installed();
        Path link = Files.createSymbolicLink(directory.resolve("link"), script);
        assertTrue(
                run(link, "", "train").contains(script.getParent().getParent().toRealPath() + "/setlstm.jar"));
    }

    /** Every option of Java's is in both. */
    @Test
    void windowsStartsItAlike() throws IOException {
        String windows = Files.readString(SCRIPT.resolveSibling("setlstm.cmd"));
        String unix = Files.readString(SCRIPT);
        for (String option : unix.split("[\\s\"=]+")) {
            if (option.startsWith("-X") || option.startsWith("--add")) {
                assertTrue(windows.contains(option), option);
            }
        }
        assertTrue(windows.contains("\r\n") && !windows.replace("\r\n", "").contains("\n"), "line ends");
    }
}
