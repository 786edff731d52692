package org.setlstm.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.setlstm.RandomModel;
import org.setlstm.SETLSTMModel;
import org.setlstm.network.Architecture;
import org.setlstm.network.GateTopology;
import org.setlstm.network.Pooling;

/** What ONNX's own checker and shape inference, those of Python, make of exported models. */
class ONNXToolsTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final long SECONDS = 120;
    private static final String CHECK = """
            import sys, onnx
            for file in sys.argv[1:]:
                model = onnx.load(file)
                onnx.checker.check_model(model, full_check=True)
                inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
                known = {v.name: v.type.tensor_type for v in inferred.graph.value_info}
                for node in inferred.graph.node:
                    for output in node.output:
                        if output and output not in known and output not in [o.name for o in inferred.graph.output]:
                            raise SystemExit(file + ": no type of " + output + ", of " + node.op_type)
                embedding = [d.dim_value for d in known["embedding"].shape.dim] if "embedding" in known else \\
                    [list(i.dims) for i in model.graph.initializer if i.name == "embedding"][0]
                print(embedding, model.opset_import[0].version)
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsThem() throws Exception {
        assumeTrue(
                Files.exists(PYTHON) && python("-c", "import onnx").exit == 0,
                "Debian's python3-onnx is not installed");
    }

    private record Said(int exit, String text) {}

    private static Said python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("python", ".txt");
        Process python = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(python.waitFor(SECONDS, TimeUnit.SECONDS));
            return new Said(python.exitValue(), Files.readString(said));
        } finally {
            python.destroyForcibly();
            Files.delete(said);
        }
    }

    @Test
    void theyAcceptEveryShape() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-c", CHECK));
        List<String> expected = new ArrayList<>();
        for (Pooling pooling : Pooling.values()) {
            for (int segment : pooling == Pooling.LAST ? new int[] {0} : new int[] {0, 7}) {
                for (int layers = 1; layers <= 2; layers++) {
                    Architecture a = new Architecture(
                            30, 40, 32, layers, layers == 1, pooling, 3, segment, true, GateTopology.OWN);
                    for (Weights weights : Weights.values()) {
                        for (SETLSTMModel model :
                                List.of(RandomModel.of(a, 0.1, 3), RandomModel.withNGrams(a, 0.1, 3))) {
                            Path file = directory.resolve(expected.size() + ".onnx");
                            try (OutputStream out = Files.newOutputStream(file)) {
                                new ONNXExporter(model, weights).writeTo(out);
                            }
                            arguments.add(file.toString());
                            expected.add("[31, 40] 13");
                        }
                    }
                }
            }
        }
        Said said = python(arguments.toArray(String[]::new));
        assertEquals(0, said.exit, said.text);
        assertEquals(expected, said.text.lines().toList());
    }
}
