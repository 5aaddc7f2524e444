"""The process: the `tracker` command, and `python -m tracker`."""

import signal


def main() -> None:
    """Load the command line and run it; Ctrl-C while it loads ends the process at once, with no word and no traceback."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where the shell that started it ignores Ctrl-C
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tracker.cli import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
