package org.setlstm.tutorials;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Runs snippets in this JVM, and keeps what the last one gave or threw, where JShell would keep a text of it. */
final class KeepingControl extends DirectExecutionControl {
    private Object value;
    private Throwable thrown;

    KeepingControl() {
        super(new SnippetLoader());
    }

    ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "keeping";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return KeepingControl.this;
            }
        };
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        value = null;
        thrown = null;
        try {
            value = snippet.invoke(null);
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw e;
        }
        return "";
    }

    Object value() {
        return value;
    }

    Throwable thrown() {
        return thrown;
    }
}
