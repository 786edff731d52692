package org.setlstm.network;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.setlstm.kernel.Kernel;
import org.setlstm.kernel.Panel;

/** One direction over a shard: embedding, its stack of layers, pooling. */
final class DirectionPass {
    private final Timeline timeline;
    private final EmbeddingPass embedding;
    private final List<LayerPass> layers = new ArrayList<>();
    private final PoolingPass pooling;
    private final int firstCell;
    private final Panel inputs;
    private final Panel inputGradient;
    private final List<Panel> hiddenGradients = new ArrayList<>();

    DirectionPass(
            Network network,
            TransposedWeights transposed,
            int direction,
            Timeline timeline,
            int documents,
            PanelMemory memory,
            Kernel kernel) {
        Architecture a = network.architecture();
        this.timeline = timeline;
        embedding = new EmbeddingPass(network.embedding(), timeline, direction == 1);
        firstCell = direction * a.layers();
        pooling = new PoolingPass(
                a.pooling(),
                timeline,
                a.hiddenDimension(),
                direction * a.pooling().features(a.hiddenDimension()),
                kernel);
        int lanes = Timeline.chunkLanes(documents);
        inputs = memory.panel(a.embeddingDimension(), lanes);
        inputGradient = transposed == null ? null : memory.panel(a.embeddingDimension(), lanes);
        for (int layer = 0; layer < a.layers(); layer++) {
            int cell = firstCell + layer;
            layers.add(new LayerPass(
                    network.cells().get(cell),
                    a.gateTopology(),
                    transposed == null ? null : transposed.cell(cell),
                    documents,
                    memory,
                    kernel));
            if (transposed != null) {
                hiddenGradients.add(memory.panel(a.hiddenDimension(), lanes));
            }
        }
    }

    private LayerPass top() {
        return layers.get(layers.size() - 1);
    }

    void drawMasks(Dropout dropout, int lanes, RandomGenerator random) {
        layers.forEach(layer -> layer.drawMasks(dropout, lanes, random));
    }

    void forward(Lanes lanes, int first, Panel features) {
        layers.forEach(LayerPass::start);
        for (int chunk = 0; chunk < timeline.chunks(); chunk++) {
            int width = timeline.width(chunk);
            embedding.forward(chunk, lanes, first, inputs);
            for (int layer = 0; layer < layers.size(); layer++) {
                Panel in = layer == 0 ? inputs : layers.get(layer - 1).hidden(chunk);
                layers.get(layer).forward(chunk, timeline.steps(chunk), width, in, layer == 0 ? 0 : width);
            }
            pooling.forward(chunk, top().hidden(chunk), features);
        }
    }

    void backward(Lanes lanes, int first, Panel features, Panel featureGradient, float[][] gradients) {
        layers.forEach(LayerPass::startBackward);
        for (int chunk = timeline.chunks() - 1; chunk >= 0; chunk--) {
            int width = timeline.width(chunk);
            int last = layers.size() - 1;
            pooling.backward(chunk, top().hidden(chunk), features, featureGradient, hiddenGradients.get(last));
            // Looked up again rather than kept: it is cheap, and a quarter of a chunk's memory.
            embedding.forward(chunk, lanes, first, inputs);
            for (int layer = last; layer >= 0; layer--) {
                layers.get(layer)
                        .backward(
                                chunk,
                                timeline.steps(chunk),
                                width,
                                layer == 0 ? inputs : layers.get(layer - 1).hidden(chunk),
                                layer == 0 ? 0 : width,
                                hiddenGradients.get(layer),
                                layer == 0 ? inputGradient : hiddenGradients.get(layer - 1),
                                gradients,
                                Network.cellParameter(firstCell + layer));
            }
            embedding.backward(chunk, lanes, first, inputGradient, gradients[0]);
        }
    }
}
