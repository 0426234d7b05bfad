"""`python -m testigo` is the command line."""

from testigo.cli.main import main

main()
