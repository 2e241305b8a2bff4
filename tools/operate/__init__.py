"""Running the house: machine checks, set-up, doctor, backup. machine.py and setup.py need nothing but Python itself."""
