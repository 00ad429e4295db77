# Made by `qalam completion` from pipeline/command/options.def.
_qalam()
{
    local word=${COMP_WORDS[COMP_CWORD]} words=
    local before=${COMP_WORDS[COMP_CWORD-1]}
    if [ "$COMP_CWORD" -eq 1 ] || [ "$before" = help ]; then
        words='build check tidy clean watch serve filters fonts languages explain new version help'
    elif [ "$before" = --to ]; then
        words='pdf html epub text'
    elif [[ $word == -* ]]; then
        case ${COMP_WORDS[1]} in
        build) words='--to -o --only -j --force --why --dry-run --report --shard --join --cache-dir --strict --ignore --lang --from --keep-going --dump-after --dump-pages --timings --quiet --all --open --json -h --help' ;;
        check) words='-j --strict --ignore --lang --from --keep-going --timings --quiet --json -h --help' ;;
        tidy) words='-o --only --changes --undo --lang --from --keep-going -h --help' ;;
        clean) words='-o --cache --cache-dir -h --help' ;;
        watch) words='--port --poll --to -o -j --cache-dir --strict --ignore --lang --from --keep-going --timings --quiet --all -h --help' ;;
        serve) words='--port -h --help' ;;
        filters) words='-h --help' ;;
        fonts) words='-h --help' ;;
        languages) words='--json -h --help' ;;
        explain) words='--json --config -h --help' ;;
        new) words='--lang -h --help' ;;
        version) words='-h --help' ;;
        help) words='-h --help' ;;
        esac
    fi
    COMPREPLY=()
    [ -z "$words" ] ||
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _qalam qalam
