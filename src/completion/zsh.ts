/** For zsh 5 and later, sourced or as a file _convene in a folder of fpath. */
export const zsh = `#compdef convene
# convene: words for TAB in zsh. To have them in every new shell, put this into ~/.zshrc:
#   source <(convene completion zsh)
_convene() {
  local -a answer entries
  local line ret=1
  answer=("\${(@f)$(command convene __complete zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  for line in "\${(@)answer[2,-1]}"; do
    entries+=("\${\${\${line%%$'\\t'*}//\\\\/\\\\\\\\}//:/\\\\:}:\${line#*$'\\t'}")
  done
  (( $#entries )) && _describe -V -t words word entries && ret=0
  if [[ $answer[1] == files ]]; then
    [[ $PREFIX == --*=* ]] && compset -P '*='
    _files && ret=0
  fi
  return ret
}
if [[ $funcstack[1] == _convene ]]; then
  _convene "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _convene convene
fi
`;
