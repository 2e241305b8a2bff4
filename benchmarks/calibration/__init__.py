"""The table of sureness, fitted on papers whose truth is known: `python -m benchmarks.calibration`.

observations.py what was read and whether it was right · fit.py from counts to steps that rise in both directions
"""

from benchmarks.calibration.fit import chosen, fit
from benchmarks.calibration.observations import Observation, observed

__all__ = ["Observation", "chosen", "fit", "observed"]
