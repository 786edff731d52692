/**
 * Models for other runtimes: {@link org.setlstm.onnx.ONNXExporter} writes them as ONNX files, and needs nothing but this
 * library; {@link org.setlstm.onnx.ONNXModelReader} brings such a file back into Tribuo, and needs ONNX Runtime.
 */
package org.setlstm.onnx;
