#compdef stele
# Completion of stele for zsh: source <(stele completion zsh), or a file _stele in $fpath
_stele() {
    local line
    local -a values shown
    for line in "${(@f)$(${words[1]} __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  }")
    done
    if (( ${#values} == 0 )); then
        _files
    elif [[ ${#values} -eq 1 && $values[1] == *= ]]; then
        compadd -S '' -- $values
    else
        compadd -l -d shown -- $values
    fi
}
if [[ $funcstack[1] == _stele ]]; then
    _stele "$@"
else
    compdef _stele stele
fi
