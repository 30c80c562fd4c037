"""A library that is closed while somebody reads in it: the reading fails, and the program goes on."""

import subprocess
import sys

CODE = """
import sys, threading
from pathlib import Path
from sqlite3 import ProgrammingError
from index.library import Library

ended = []
def read(library, begun):
    try:
        while True:
            library._store.rows("SELECT text FROM documents")
            begun.set()
    except ProgrammingError as error:
        ended.append(str(error))

for _ in range(20):
    library = Library.open(Path(sys.argv[1]), read_only=True)
    begun = threading.Event()
    threads = [threading.Thread(target=read, args=(library, begun)) for _ in range(3)]
    for thread in threads:
        thread.start()
    begun.wait()
    library.close()
    for thread in threads:
        thread.join()
assert len(ended) == 60, ended
"""


def test_a_reader_that_is_still_at_work_does_not_take_the_program_with_it(library):
    done = subprocess.run([sys.executable, "-c", CODE, library.folder], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
