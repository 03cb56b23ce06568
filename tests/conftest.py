import os
import signal

import pytest
from hypothesis import settings

# machines are noisy, so no deadline a case; the same cases every run, so that green today is green tomorrow
settings.register_profile("plain", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=5_000)  # other cases every night
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a job in the background has it, and what it starts
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that is skipped on a user's machine for want of a part fails in CI, where every part is installed."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
