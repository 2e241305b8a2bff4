"""The steps of a month end, one file each with its ``ITEM``; every file here is read, in the order of ``place``."""
