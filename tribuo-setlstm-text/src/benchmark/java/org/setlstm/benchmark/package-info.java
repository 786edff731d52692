/**
 * The benchmark of the Maven profile of that name, {@link org.setlstm.benchmark.Benchmarks}: our side beside PyTorch and
 * DL4J. Each job runs in a process of its own, one after the other, and all sides take turns within a round. Only Kernel
 * calls in {@code ProductBenchmarks} and {@code CellBenchmarks} know the kernel's interface.
 */
package org.setlstm.benchmark;
