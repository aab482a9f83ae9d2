"""Typst as a program of its own, since it keeps all the memory that it ever took: what it took goes with the program.

It is asked in JSON on the command line: the `root` of the document, the folder of `fonts`, and Typst's own options. The
document is standard input. Standard output, pickled, is a list of what was made, or what is wrong and Typst's hints.
"""

import json
import pickle
import signal
import sys

import typst


def main() -> None:
    """Answer what is asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the person at the keyboard stops the build, never a pack in hand
    asked = json.loads(sys.argv[1])
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[asked.pop("fonts")])
    compiler = typst.Compiler(root=asked.pop("root"), font_paths=fonts)
    answer: list[bytes] | tuple[str, list[str]]
    try:
        made = compiler.compile(sys.stdin.buffer.read(), **asked)
        answer = [made] if isinstance(made, bytes) else list(made or [])
    except typst.TypstError as error:
        answer = (error.message, list(error.hints))
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
