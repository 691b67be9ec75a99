/** For bash 3.2 and later. What is offered comes quoted for the line as it stands; nothing of it is run or expanded here. */
export const bash = `# convene: words for TAB in bash. To have them in every new shell, put this into ~/.bashrc:
#   source <(convene completion bash)
_convene() {
  local line first=1
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -n $first ]]; then
      first=
      [[ $line == files ]] || compopt +o default 2>/dev/null
    else
      COMPREPLY+=("$line")
    fi
  done < <(command convene __complete bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}
complete -o nosort -o default -F _convene convene 2>/dev/null || complete -o default -F _convene convene
`;
