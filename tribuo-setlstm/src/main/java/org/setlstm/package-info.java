/**
 * The face of the library, and nothing but what users name: {@code SETLSTMTrainer} and its builder train, {@code
 * SETLSTMModel} predicts and explains. What is package-private here serves these only. Their names stand in saved
 * models and configurations, and stay.
 *
 * <p>The house from the top down; a package imports only what stands below it:
 *
 * <ul>
 *   <li>{@code onnx}: models for other runtimes
 *   <li>this package
 *   <li>{@code format}: models as protobufs
 *   <li>{@code encoding}: data sets as the engine reads them
 *   <li>{@code evaluation}: how well a network classifies, what it is made of, what its decisions hang on
 *   <li>{@code distributed}: gradients computed in other processes
 *   <li>{@code training}: the epoch loop
 *   <li>{@code optimise}: from gradients to steps
 *   <li>{@code network}: forward and backward
 *   <li>{@code ngram}: the linear layer beside the network, fitted before it
 *   <li>{@code sparse}, {@code dense}: matrices, topologies and their evolution
 *   <li>{@code kernel}: the inner loops
 *   <li>{@code sequence}: token order in Tribuo's features
 *   <li>{@code checkpoint}, {@code parallel}, {@code optional}, {@code setting}: the ground
 * </ul>
 */
package org.setlstm;
