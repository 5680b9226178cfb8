"""What we decide, remember and do. No Flask and no RQ here, except rq in `queue.py`.

Use cases (`registry`, `campaigns`, `attempts`, `conversations`, `leads`, `reports`) open one
transaction each and never keep it open across a call to the carrier. Decisions are in `rules`,
memory is in `store`, the telephone network is behind `carrier`.
"""

__version__ = "0.1.0"
