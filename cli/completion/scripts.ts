import type { Shell } from './shell';

/**
 * What a shell reads to complete `dwcp`. It asks the command itself, so that it is never behind it.
 *
 * `dwcp complete` answers with a first line, `words`, `files` or `folders`, that says what else may stand there, and then
 * a word in each line, a tab, and what it means.
 */
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# dwcp completion for bash
_dwcp() {
  local answer IFS=$'\\n'
  mapfile -t answer < <("$1" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  mapfile -t COMPREPLY < <(printf '%s\\n' "\${answer[@]:1}" | cut -f 1 | grep .)
  case \${answer[0]} in
    files) mapfile -t -O \${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$2") ;;
    folders) mapfile -t -O \${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$2") ;;
    *) return ;;
  esac
  # Out of a completion, as in a test, there is nothing to tell.
  compopt -o filenames 2>/dev/null || true
}
complete -F _dwcp dwcp
`,
  zsh: `#compdef dwcp
# dwcp completion for zsh
_dwcp() {
  local -a answer described
  answer=("\${(@f)$("$words[1]" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  described=("\${(@)\${(@)\${(@)answer[2,-1]}//:/\\\\:}/$'\\t'/:}")
  (( $#described )) && _describe -V dwcp described
  case $answer[1] in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _dwcp ]]; then _dwcp "$@"; else compdef _dwcp dwcp; fi
`,
  fish: `# dwcp completion for fish
function __dwcp_complete
  set --local words (commandline --tokenize --cut-at-cursor --current-process) (commandline --current-token --cut-at-cursor)
  set --local answer ($words[1] complete -- $words[2..] 2>/dev/null)
  set --local current $words[-1]
  printf '%s\\n' $answer[2..]
  switch $answer[1]
    case files
      __fish_complete_path $current
    case folders
      __fish_complete_directories $current
  end
end
complete --command dwcp --no-files --arguments '(__dwcp_complete)'
`,
};

export function scriptOf(shell: Shell): string {
  return SCRIPTS[shell];
}
