/** The epoch loop: minibatches in data-parallel shards, optimiser steps, evolution of the topology, progress. */
package org.setlstm.training;
