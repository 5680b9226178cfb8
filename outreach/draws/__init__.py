"""The draw of a campaign's people, in a way that anybody can verify: the use cases around it.

`freezing` writes down the frame and what is decided before the seed; `drawing` draws; `releasing`
lets replicates go to be called; `verifying` finds whatever was changed since; `comparing` shows
balance and the effect of arms; `files` are what is published. The rules are in `outreach.rules`.
"""
