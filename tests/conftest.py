"""One setting for all laws: the same examples in every run, however slow the machine.

`HYPOTHESIS_PROFILE=search` looks for new ones.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "steady")
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(PROFILE)
if PROFILE == "steady":
    # Hypothesis tries constants of the modules that happen to be loaded: examples would differ
    # with the tests that ran before, with the folder's name, and with any change of the code.
    providers._get_local_constants = lambda: providers._local_constants
