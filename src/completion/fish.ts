/** For fish 3 and later, which quotes what it inserts. */
export const fish = `# convene: words for TAB in fish. To have them in every new shell:
#   convene completion fish > ~/.config/fish/completions/convene.fish
function __convene_words
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command convene __complete fish $before[2..-1] "$current" 2>/dev/null </dev/null)
    string join -- \\n $answer[2..-1]
    test "$answer[1]" = files
    and __fish_complete_path "$current"
end
complete -c convene -f -k -a '(__convene_words)'
`;
