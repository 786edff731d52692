package org.setlstm.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/**
 * A process that runs a page from its top to its end, Java in a shell and our commands as {@code Main} runs them, in a
 * directory that has the files that pages speak of.
 */
final class PageProcess {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    private PageProcess() {}

    /** The exit code is 1 if something fails. */
    public static void main(String[] args) {
        try {
            run(Page.of(Path.of(args[0])));
            System.exit(0);
        } catch (Exception | AssertionError e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Throws AssertionError, with the code, at the first that fails. */
    static void run(Page page) {
        PageProcess process = new PageProcess();
        for (Page.Block block : page.blocks()) {
            if (block.runs()) {
                System.err.println("-- " + page.file() + ", line " + block.line());
                process.run(block);
            }
        }
    }

    private void run(Page.Block block) {
        if (block.language().equals("java")) {
            java(block.text());
        } else if (block.language().equals("sh")) {
            PageCommands.of(block.text()).stream()
                    .filter(words -> words.get(0).equals(PageCommands.SETLSTM))
                    .forEach(PageProcess::command);
        }
    }

    private static void command(List<String> words) {
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        int status = Main.run(arguments, System.out, System.err);
        if (status != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + status);
        }
    }

    private void java(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!next.completeness().isComplete()) {
                throw new AssertionError("No statement, or only a part of one: " + rest);
            }
            for (SnippetEvent event : shell.eval(next.source())) {
                if (event.status() != Snippet.Status.VALID && event.status() != Snippet.Status.OVERWRITTEN) {
                    throw new AssertionError(event.snippet().source()
                            + shell.diagnostics(event.snippet())
                                    .map(d -> d.getMessage(Locale.ROOT))
                                    .toList());
                }
                if (event.exception() != null) {
                    event.exception().printStackTrace();
                    throw new AssertionError(event.snippet().source() + event.exception());
                }
            }
            rest = next.remaining();
        }
    }
}
