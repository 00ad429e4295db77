# Made by `qalam completion` from pipeline/command/options.def.
_qalam()
{
    local word=${COMP_WORDS[COMP_CWORD]} words= list=
    local before=${COMP_WORDS[COMP_CWORD-1]}
    # --to=pdf is three words to bash.
    [ "$word" = = ] && word=
    [ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}
    [[ $word != *,* ]] || list=${word%,*},
    case ${COMP_WORDS[1]}:$before in
    help:help) words=' build check tidy clean watch serve filters fonts languages explain new version help front-matter series markup theme messages' ;;
    new:new) words='series brief' ;;
    *:--to) words=' pdf html epub text' ;;
    *:--lang | languages:languages) words=' en fa-AF ps fa ar ur ru tg uz-Cyrl de fr uz-Latn es' ;;
    *:--ignore) words=' abbreviation-unspelt accent-faint accent-unknown accent-unquoted address-wrong alef-maksura alternative-missing attribute-text attribute-unknown author-unknown authors-in-text bidi-override bidi-unbalanced bold-open box-unclosed box-unknown box-unopened bracket-unpaired byte-replaced caption-twice caption-unknown character-forbidden character-lost chart-broken chart-key check-is-error check-mistyped check-more check-unknown citation-title citation-year column-short comma-before-bracket contents-dropped contents-stale control-characters cover-missing cut-around date-disagrees date-lunar date-order date-season date-wrong digits-mixed direction-controls direction-wrong doubled-form doubled-word edition-absent edition-date-missing edition-figure-missing edition-heading-level edition-heading-missing edition-lang-differs edition-link-missing edition-list-differs edition-note-missing edition-number-missing edition-older edition-table-differs edition-table-missing edition-title-missing edition-unknown encoding-differs encoding-guessed encoding-sample encoding-unknown face-unknown formula-command formula-unread front-duplicate front-inferred front-map front-map-text front-nameless front-not-first front-other-key front-percent-twice front-quotes front-second front-tag front-unknown front-unknown-key front-wrong-kind glyph-missing half-space-typed head-kept heading-empty heading-glued heading-jump heading-parted heading-repaired heading-typed house-unknown html-attribute html-cut html-unclosed html-unknown html-unopened html-unsafe hyphen-kept hyphen-space ibid-first ibid-lost ibid-moved ibid-section image-broken image-coarse image-data image-first image-foreign image-inks image-large image-missing image-remote image-spaces image-unreadable image-unsafe join-doubtful joined lam-alef-doubtful lam-alef-swapped lang-wrong language-guessed letter-slot letters-doubled ligature-space line-alone line-last-short line-loose line-overfull line-reversed line-turned link-local link-nowhere link-unsafe mojibake month-number name-joined name-variant nesting-deep note-away note-before-stop note-cycle note-deep note-duplicate note-empty note-labels-anew note-mention-missing note-mention-moved note-merged note-missing note-other-section note-paragraph-behind note-paragraph-unmatched note-split note-unmatched note-unused notes-as-written notes-collected notes-heading-dropped page-hyphen page-mark-dropped pashto-gaf path-outside pattern-unknown picture-pixels picture-undrawn placeholder-left quote-unpaired quotes-mixed raw-left-out script-missing series-brief-key series-language series-note series-number-twice series-path series-size series-title-twice slug-refused space-lost spelling-mixed stop-missing subject-unknown table-rule-wrong table-ruleless table-small table-undrawn table-wide table-widened template-lost-words theme-in-brief tilde-single title-differs title-empty title-inferred title-missing title-typed undecodable-more urdu-heh weekday-wrong word-divided words-english' ;;
    *:--dump-after) words=' decode normalise rejoin collect-notes lists front parse renumber-notes titles typography sections addressees captions check typeset xml' ;;
    tidy:--only) words=' normalise rejoin collect-notes lists front renumber-notes' ;;
    explain:explain) words=' abbreviation-unspelt accent-faint accent-unknown accent-unquoted address-wrong alef-maksura alternative-missing attribute-text attribute-unknown author-unknown authors-in-text bidi-override bidi-unbalanced bold-open box-unclosed box-unknown box-unopened bracket-unpaired byte-replaced caption-twice caption-unknown character-forbidden character-lost chart-broken chart-key check-is-error check-mistyped check-more check-unknown citation-title citation-year column-short comma-before-bracket contents-dropped contents-stale control-characters cover-missing cut-around date-disagrees date-lunar date-order date-season date-wrong digits-mixed direction-controls direction-wrong doubled-form doubled-word edition-absent edition-date-missing edition-figure-missing edition-heading-level edition-heading-missing edition-lang-differs edition-link-missing edition-list-differs edition-note-missing edition-number-missing edition-older edition-table-differs edition-table-missing edition-title-missing edition-unknown empty-text encoding-differs encoding-guessed encoding-sample encoding-unknown encoding-unsure face-unknown file-is-binary file-is-doc file-is-pdf file-is-rtf file-is-zip filter-lost-words formula-command formula-unread front-alias front-broken front-deep front-duplicate front-inferred front-map front-map-text front-nameless front-not-first front-other-key front-percent-twice front-quotes front-second front-tab front-tag front-toml front-unclosed front-unknown front-unknown-key front-wrong-kind glyph-missing half-space-typed head-kept heading-empty heading-glued heading-jump heading-parted heading-repaired heading-typed house-unknown html-attribute html-cut html-unclosed html-unknown html-unopened html-unsafe hyphen-kept hyphen-space ibid-first ibid-lost ibid-moved ibid-section image-broken image-coarse image-data image-first image-foreign image-inks image-large image-missing image-remote image-spaces image-unreadable image-unsafe join-doubtful joined lam-alef-doubtful lam-alef-swapped lang-unknown lang-wrong language-guessed letter-slot letters-doubled ligature-space line-alone line-last-short line-loose line-overfull line-reversed line-turned link-local link-nowhere link-unsafe mojibake month-number name-joined name-variant nesting-deep note-away note-before-stop note-cycle note-deep note-duplicate note-empty note-labels-anew note-mention-missing note-mention-moved note-merged note-missing note-other-section note-paragraph-behind note-paragraph-unmatched note-split note-unmatched note-unused notes-as-written notes-collected notes-heading-dropped page-hyphen page-mark-dropped pashto-gaf path-outside pattern-unknown picture-pixels picture-undrawn placeholder-left print-apart print-measure program-fault quote-unpaired quotes-mixed raw-left-out script-missing script-unset series-brief-key series-language series-note series-number-twice series-path series-size series-title-twice slug-refused space-lost spelling-mixed stop-missing subject-unknown table-rule-wrong table-ruleless table-small table-undrawn table-wide table-widened template-broken template-lost-words theme-in-brief theme-unreadable tilde-single title-differs title-empty title-inferred title-missing title-typed title-wrong undecodable undecodable-more unreadable urdu-heh weekday-wrong word-divided words-english words-lost' ;;
    esac
    if [[ $word == -* ]]; then
        case ${COMP_WORDS[1]} in
        build) words=' --to -o --only -j --force --why --dry-run --report --shard --join --cache-dir --strict --ignore --lang --from --keep-going --dump-after --dump-pages --timings --quiet --all --open --json -h --help' ;;
        check) words=' -j --strict --ignore --lang --from --keep-going --timings --quiet --json -h --help' ;;
        tidy) words=' -o --only --changes --undo --lang --from --keep-going -h --help' ;;
        clean) words=' -o --cache --cache-dir -h --help' ;;
        watch) words=' --port --poll --to -o -j --cache-dir --strict --ignore --lang --from --keep-going --timings --quiet --all -h --help' ;;
        serve) words=' --port -h --help' ;;
        filters) words=' -h --help' ;;
        fonts) words=' -h --help' ;;
        languages) words=' --json -h --help' ;;
        explain) words=' --json --config -h --help' ;;
        new) words=' --lang -h --help' ;;
        version) words=' -h --help' ;;
        help) words=' -h --help' ;;
        esac
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        words=' build check tidy clean watch serve filters fonts languages explain new version help'
    fi
    COMPREPLY=()
    [ -z "$words" ] ||
        mapfile -t COMPREPLY < <(compgen -P "$list" -W "$words" -- "${word#"$list"}")
}
complete -o default -F _qalam qalam
