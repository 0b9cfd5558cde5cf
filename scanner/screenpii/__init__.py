"""screenpii finds customers' personal information on screens."""

import os

__version__ = "0.1.0"

# onnxruntime's packages report to their maker, and leave files in the user's cache, unless this is set before they are
# loaded; to ask them afterwards is too late.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
