package org.setlstm.dense;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.nd4j.linalg.factory.Nd4j;

/**
 * The product of matrices in ND4J's BLAS. Called where {@code Nd4j.gemm} ends: its checks on the way there take 10 us and
 * leave garbage, at every step of a recurrence whose product takes 20.
 *
 * <p>All matrices are in BLAS's own order, column by column: so a panel of {@code [features][lanes]} is one of
 * {@code lanes x features}, and row-major weights are their transpose.
 */
final class Blas {
    private static int users;
    private static int threadsBefore;

    private Blas() {}

    /** Throws what stops BLAS from running here. */
    static void start() {
        if (Nd4j.factory().blas().getMaxThreads() < 1) {
            throw new IllegalStateException("BLAS has no threads");
        }
    }

    /**
     * BLAS on one thread for each of ours, until {@link #release()}: its own threads would wait for one another at
     * products as small as these, and calls from two of ours take turns. Counted, as the setting is the process's.
     */
    static synchronized void acquire() {
        if (users++ == 0) {
            threadsBefore = Nd4j.factory().blas().getMaxThreads();
            Nd4j.factory().blas().setMaxThreads(1);
        }
    }

    static synchronized void release() {
        if (--users == 0) {
            Nd4j.factory().blas().setMaxThreads(threadsBefore);
        }
    }

    /** {@code c = a b + beta c}, for {@code m x k} and {@code k x n}. */
    static void multiply(int m, int n, int k, OffHeap a, OffHeap b, float beta, OffHeap c) {
        cblas_sgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasNoTrans,
                m,
                n,
                k,
                1.0f,
                a.pointer(),
                m,
                b.pointer(),
                k,
                beta,
                c.pointer(),
                m);
    }

    /** {@code c = transposed(a) b + beta c}, for {@code k x m} and {@code k x n}. */
    static void multiplyTransposed(int m, int n, int k, OffHeap a, OffHeap b, float beta, OffHeap c) {
        cblas_sgemm(
                CblasColMajor,
                CblasTrans,
                CblasNoTrans,
                m,
                n,
                k,
                1.0f,
                a.pointer(),
                k,
                b.pointer(),
                k,
                beta,
                c.pointer(),
                m);
    }
}
