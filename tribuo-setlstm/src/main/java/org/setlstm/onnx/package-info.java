/** Models for other runtimes: {@link org.setlstm.onnx.ONNXExporter} writes them as ONNX files. */
package org.setlstm.onnx;
