"""The script for zsh."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.cli.completion.command_line import DEFAULT, Command, together

_SCRIPT = """\
#compdef ofsted-lint
# Completes ofsted-lint in zsh. Where nothing of it is known, names of files are completed.
_ofsted_lint() {{
  local command={default} cur="$words[CURRENT]" prev="$words[CURRENT-1]"
  local -a known commands options
  commands=(
{commands}
  )
  (( CURRENT > 2 )) && case "$words[2]" in ({names}) command="$words[2]" ;; esac
  if [[ "$cur" == --*=* ]]; then
    prev="${{cur%%=*}}"
    compset -P 1 '*='
  elif [[ "$prev" == --* && "$cur" == *=* ]]; then
    compset -P 1 '*='
    _files
    return
  fi
  case "$command $prev" in
{values}
  esac
  if [[ "$cur" == -* ]]; then
    case "$command" in
{options}
    esac
    _describe -o option options
    return
  fi
  case "$command" in
{arguments}
  esac
  (( CURRENT == 2 )) && _describe command commands
  (( $#known )) && compadd -a known
  _files
}}
if [[ "$funcstack[1]" == _ofsted_lint ]]; then
  _ofsted_lint "$@"
else
  compdef _ofsted_lint ofsted-lint
fi
"""


def script(commands: list[Command]) -> str:
    """Return the script."""
    return _SCRIPT.format(
        default=DEFAULT,
        names="|".join(each.name for each in commands),
        commands="\n".join(f"    {_described(each.name, each.about)}" for each in commands),
        values="\n".join(_values(commands)),
        options="\n".join(_options(commands)),
        arguments="\n".join(
            f"    ({each.name}) known=({' '.join(each.takes.words)}) ;;" for each in commands if each.takes.words
        ),
    )


def _described(name: str, about: str) -> str:
    """Return a word with its description, as `_describe` takes it."""
    text = f"{name}:{about}".replace("'", "’")
    return f"'{text}'"


def _options(commands: list[Command]) -> Iterator[str]:
    for each in commands:
        listed = " ".join(_described(name, option.about) for option in each.options for name in option.names)
        yield f"    ({each.name}) options=({listed}) ;;"


def _values(commands: list[Command]) -> Iterator[str]:
    """Yield the branches for the values of options, those with the same values together."""
    for values, keys in together(commands).items():
        comma = "compset -P '*,'; " if values.listed else ""
        words = f"compadd -- {' '.join(values.words)}; " if values.words else ""
        files = "_files; " if values.files else ""
        yield f"    ({'|'.join(keys)}) {comma}{words}{files}return ;;"
