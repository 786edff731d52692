package org.setlstm.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;

/** The main class of a process that measures: takes a job from one file, leaves the result in another. */
final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Job job = json.readValue(new File(arguments[0]), Job.class);
        json.writeValue(new File(arguments[1]), job.task().run(job));
        // Libraries leave threads behind that would keep the process.
        System.exit(0);
    }
}
