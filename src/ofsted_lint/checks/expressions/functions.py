"""The functions that expressions may call."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ofsted_lint.checks.expressions import function_bodies as bodies
from ofsted_lint.checks.expressions.function import Function
from ofsted_lint.checks.expressions.text_functions import TEXT_FUNCTIONS
from ofsted_lint.checks.expressions.types import ListOf
from ofsted_lint.documents.frameworks.fixed_values import DAY
from ofsted_lint.documents.frameworks.grades import Grade, nearest_grade
from ofsted_lint.documents.frameworks.ilacs import AREA, NAMES, TEMPLATE, TEMPLATES, template_for
from ofsted_lint.documents.values.council_names import same_council

_ANY_LIST, _NUMBERS_LIST = ListOf(None), ListOf(int)

FUNCTIONS: dict[str, Function] = {
    "count": Function((_ANY_LIST,), int, len, "count(list)", "the number of items in a list", "count(['a', 'b']) = 2"),
    "sum": Function(
        (_NUMBERS_LIST,), int, sum, "sum(list)", "the sum of a list of numbers; 0 if it is empty", "sum([1, 2, 4]) = 7"
    ),
    "nth": Function(
        (int, _ANY_LIST),
        None,
        bodies.nth,
        "nth(number, list)",
        "an item of a list by its position, from 1",
        "nth(2, ['a', 'b', 'c']) = 'b'",
    ),
    "lowest": Function(
        (_ANY_LIST,),
        None,
        lambda items: min(items, default=None),
        "lowest(list)",
        "the lowest item of a list",
        "lowest([3, 1, 2]) = 1",
        ordered=True,
    ),
    "highest": Function(
        (_ANY_LIST,),
        None,
        lambda items: max(items, default=None),
        "highest(list)",
        "the highest item of a list",
        "highest([3, 1, 2]) = 3",
        ordered=True,
    ),
    "commonest": Function(
        (_ANY_LIST,),
        None,
        lambda items: Counter(items).most_common(1)[0][0] if items else None,
        "commonest(list)",
        "the most frequent item of a list; of several, the first",
        "commonest(['a', 'b', 'b']) = 'b'",
    ),
    "unique": Function(
        (_ANY_LIST,),
        _ANY_LIST,
        lambda items: tuple(dict.fromkeys(items)),
        "unique(list)",
        "a list without repeated items",
        "count(unique(['a', 'b', 'b'])) = 2",
    ),
    "position": Function(
        (None, _ANY_LIST),
        int,
        bodies.position,
        "position(item, list)",
        "the position of an item in a list, from 1",
        "position('b', ['a', 'b']) = 2",
    ),
    "before": Function(
        (None, _ANY_LIST),
        None,
        bodies.before,
        "before(item, list)",
        "the item of a list before another",
        "before('b', ['a', 'b']) = 'a'",
    ),
    **TEXT_FUNCTIONS,
    "weekday": Function(
        (date,),
        DAY,
        lambda day: DAY.values[day.weekday()],
        "weekday(date)",
        "the name of a date's day of the week",
        "weekday(2024-06-03) = 'Monday'",
    ),
    "year": Function((date,), int, lambda day: day.year, "year(date)", "the year of a date", "year(2024-06-03) = 2024"),
    "month": Function(
        (date,), int, lambda day: day.month, "month(date)", "the number of a date's month", "month(2024-06-03) = 6"
    ),
    "working_days": Function(
        (date, date),
        int,
        bodies.days_at_work,
        "working_days(start, end)",
        "the number of working days between two dates, in England",
        "working_days(2024-06-03, 2024-06-10) = 5",
    ),
    "words_of": Function(
        (Grade,),
        str,
        lambda grade: grade.words,
        "words_of(grade)",
        "a grade as it is written in a sentence",
        "words_of(lowest(grades)) = 'inadequate'",
    ),
    "nearest_grade": Function(
        (str,),
        str,
        nearest_grade,
        "nearest_grade(text)",
        "the words of the only grade that is one letter away from a text",
        "nearest_grade('Godo') = 'good'",
    ),
    "official_name": Function(
        (AREA,),
        str,
        NAMES.get,
        "official_name(area)",
        "the official name of an area of judgement",
        "official_name('overall') = 'Overall effectiveness'",
    ),
    "template_for": Function(
        (date,),
        TEMPLATE,
        template_for,
        "template_for(date)",
        "the template for inspections that begin on a date",
        "template_for(2024-06-03) = 'ilacs-2023'",
    ),
    "areas_of": Function(
        (TEMPLATE,),
        ListOf(AREA),
        lambda name: tuple(TEMPLATES.get(name, ())),
        "areas_of(template)",
        "the areas that a template judges",
        "'overall' not in areas_of('ilacs-2026')",
    ),
    "same_council": Function(
        (str, str),
        bool,
        same_council,
        "same_council(name, other)",
        "true if two names are of the same authority",
        "same_council('Saltmarsh', 'Saltmarsh Borough Council')",
    ),
}
