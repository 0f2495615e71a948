"""Spans are found by an offset as if all of them were looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.source.source import Span
from ofsted_lint.source.span_index import SpanIndex

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda each: Span(each[0], each[0] + each[1])))


@given(SPANS, st.integers(0, 30))
def test_an_offset_has_the_spans_that_contain_it_and_those_that_follow(spans: list[Span], offset: int) -> None:
    index = SpanIndex(spans)
    within = [(at, span) for at, span in enumerate(spans) if span.start <= offset < span.end]
    assert sorted(index.containing(offset)) == within
    first = min((span.start for span in spans if span.start >= offset), default=None)
    assert list(index.following(offset)) == [span for span in spans if span.start == first]
