package org.setlstm.experiment;

import org.setlstm.training.TrainingListener;

/** Shows how the runs of a comparison go. */
public interface RunDisplay {
    /**
     * A run begins.
     *
     * @return Is told how its training goes.
     */
    TrainingListener begin();

    /**
     * A run is done.
     *
     * @param summary A line of its results.
     */
    void done(String summary);
}
