package org.setlstm.tutorials;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Loads what cells declare and what {@code %classpath} adds. Beneath is the JDK and the kernel's library, and nothing
 * else that the test needs: a notebook that forgot a jar, or a logger's backend, has to fail here as it would there.
 */
final class SnippetLoader extends URLClassLoader implements LoaderDelegate {
    private final Map<String, byte[]> declared = new HashMap<>();

    SnippetLoader() {
        super(new URL[0], new Beneath());
        Thread.currentThread().setContextClassLoader(this);
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        // All of them first: they may refer to one another.
        classesRedefined(classes);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (ClassBytecodes c : classes) {
            declared.put(c.name(), c.bytecodes());
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            addURL(Path.of(path).toUri().toURL());
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = declared.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** The JDK, and of this JVM's class path only what stands for the kernel's own classes. */
    private static final class Beneath extends ClassLoader {
        private static final String LIBRARY = "org.dflib.jjava.";

        Beneath() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(LIBRARY)) {
                throw new ClassNotFoundException(name);
            }
            return BaseKernel.class.getClassLoader().loadClass(name);
        }
    }
}
