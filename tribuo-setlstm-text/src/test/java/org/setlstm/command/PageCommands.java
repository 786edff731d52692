package org.setlstm.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in a page's blocks of commands, and whether it exists. */
final class PageCommands {
    static final String SETLSTM = "setlstm";
    private static final String ALIAS = "alias setlstm=tribuo-setlstm-text/target/bin/setlstm";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern COMMANDS = Pattern.compile("(?m)^Commands: (.*)$");
    private static final Pattern OPTIONS = Pattern.compile("(?m)^ {5}([a-z][a-z0-9-]*)\\b|--[a-z][a-z0-9-]*");
    private static final Set<String> GOALS = Set.of(
            "test-compile",
            "test",
            "package",
            "verify",
            "install",
            "spotless:apply",
            "dependency:tree",
            "org.pitest:pitest-maven:mutationCoverage");
    private static final Set<String> OF_MAVEN = Set.of("skipTests", "test", "surefire.failIfNoSpecifiedTests");

    private final Path root;
    private final String poms;

    PageCommands(Path root) throws IOException {
        this.root = root;
        StringBuilder text = new StringBuilder();
        for (String module : List.of("", "tribuo-setlstm", "tribuo-setlstm-text", "tutorials")) {
            text.append(Files.readString(root.resolve(module).resolve("pom.xml")));
        }
        poms = text.toString();
    }

    /** Each command of a block as its words. A line that ends in a backslash goes on. */
    static List<List<String>> of(String block) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : block.replace("\\\n", " ").split("\n")) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(g -> g != null)
                        .findFirst()
                        .orElseThrow());
            }
            if (!words.isEmpty() && !line.strip().startsWith("#")) {
                commands.add(line.strip().equals(ALIAS) ? List.of() : words);
            }
        }
        commands.removeIf(List::isEmpty);
        return commands;
    }

    /** Options of all commands. */
    static Set<String> allOptions() {
        return COMMANDS.matcher(MainTest.run("--help").out())
                .results()
                .flatMap(r -> Stream.of(r.group(1).split(", ")))
                .flatMap(command -> options(command).stream())
                .collect(Collectors.toSet());
    }

    /** OLCUT lists its options without their dashes. */
    private static Set<String> options(String command) {
        return OPTIONS.matcher(MainTest.run(command, "--help").out())
                .results()
                .map(r -> r.group(1) == null ? r.group() : "--" + r.group(1))
                .collect(Collectors.toSet());
    }

    /** What of a command doesn't exist. */
    List<String> wrong(List<String> words) {
        return switch (words.get(0)) {
            case SETLSTM -> wrongOfOurs(words);
            case "mvn" -> wrongOfMaven(words);
            case ".ci/run" -> missing(words.get(0));
            default -> List.of("'" + words.get(0) + "' is a command that nobody checks");
        };
    }

    private List<String> wrongOfOurs(List<String> words) {
        String command = words.size() < 2 ? "" : words.get(1);
        if (MainTest.run(command, "--help").status() != 0) {
            return List.of("there is no command '" + command + "'");
        }
        Set<String> known = options(command);
        List<String> wrong = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("--")) {
                if (!known.contains(word)) {
                    wrong.add(command + " has no option " + word);
                }
            } else if (word.contains("/") && !word.contains("/target/") && word.startsWith("t")) {
                wrong.addAll(missing(word));
            }
        }
        return wrong;
    }

    private List<String> missing(String path) {
        return Files.exists(root.resolve(path)) ? List.of() : List.of("there is no file " + path);
    }

    private List<String> wrongOfMaven(List<String> words) {
        List<String> wrong = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                for (String module : words.get(++i).split(",")) {
                    wrong.addAll(missing(module + "/pom.xml"));
                }
            } else if (word.startsWith("-P")) {
                if (!poms.contains("<id>" + word.substring(2) + "</id>")) {
                    wrong.add("no pom has a profile " + word.substring(2));
                }
            } else if (word.startsWith("-D")) {
                String property = word.substring(2).replaceFirst("=.*", "");
                boolean inPom = poms.contains("<" + property + ">") || poms.contains("<" + property + "/>");
                if (!OF_MAVEN.contains(property) && !inPom && !isRead(property)) {
                    wrong.add("nobody reads the property " + property);
                }
            } else if (!word.equals("-q") && !GOALS.contains(word)) {
                wrong.add("'" + word + "' is no goal or option of Maven that pages use");
            }
        }
        return wrong;
    }

    /** By Java code. */
    private boolean isRead(String property) {
        for (String sources : List.of("tribuo-setlstm/src", "tribuo-setlstm-text/src", "tutorials/src")) {
            try (Stream<Path> files = Files.walk(root.resolve(sources))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    if (Files.readString(file).contains("\"" + property + "\"")) {
                        return true;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }
}
