"""The page that says who is calling: for anybody, without signing in, on any telephone."""

from ivr.public.who_calls import public

__all__ = ["public"]
