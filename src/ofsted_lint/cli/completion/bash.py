"""The script for bash, 3.2 and later."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.cli.completion.command_line import DEFAULT, Command, together

_SCRIPT = """\
# Completes ofsted-lint in bash. Where nothing of it is known, names of files are completed as usual.
_ofsted_lint() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" command={default} words= head= file
  COMPREPLY=()
  if ((COMP_CWORD > 1)); then
    case "${{COMP_WORDS[1]}}" in {names}) command="${{COMP_WORDS[1]}}" ;; esac
  fi
  # bash takes “=” for a word: --format=json, or json=FILE.
  if [[ "$cur" == "=" ]]; then
    cur=
  elif [[ "$prev" == "=" ]]; then
    prev="${{COMP_WORDS[COMP_CWORD-2]}}"
  fi
  [[ "$prev" == -* || "${{COMP_WORDS[COMP_CWORD-1]}}" != "=" && "${{COMP_WORDS[COMP_CWORD]}}" != "=" ]] || return 0
  case "$command $prev" in
{values}
  *)
    case "$command" in
{arguments}
    esac
    if [[ "$cur" == -* ]]; then
      case "$command" in
{options}
      esac
    elif ((COMP_CWORD == 1)); then
      words="{commands}"
    fi ;;
  esac
  if [[ "$cur" == *,* && -n "$words" ]]; then
    head="${{cur%,*}},"
    cur="${{cur##*,}}"
  fi
  COMPREPLY=($(compgen -P "$head" -W "$words" -- "$cur"))
  # The first word may be a file as well as a command.
  if ((COMP_CWORD == 1)) && [[ ${{#COMPREPLY[@]}} -gt 0 && "$cur" != -* ]]; then
    compopt -o filenames 2> /dev/null
    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
  fi
}}
complete -o default -F _ofsted_lint ofsted-lint
"""


def script(commands: list[Command]) -> str:
    """Return the script."""
    names = [each.name for each in commands]
    return _SCRIPT.format(
        default=DEFAULT,
        names="|".join(names),
        commands=" ".join(names),
        values="\n".join(_values(commands)),
        arguments="\n".join(
            f'    {each.name}) words="{" ".join(each.takes.words)}" ;;' for each in commands if each.takes.words
        ),
        options="\n".join(
            f'      {each.name}) words="{" ".join(name for option in each.options for name in option.names)}" ;;'
            for each in commands
        ),
    )


def _values(commands: list[Command]) -> Iterator[str]:
    """Yield the branches for the values of options, those with the same values together."""
    for values, keys in together(commands).items():
        # Without words, bash completes names of files.
        yield f'  {"|".join(keys)}) words="{" ".join(values.words)}" ;;'
