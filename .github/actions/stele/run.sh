#!/usr/bin/env bash
# One run of stele for a job of GitHub: annotations on stdout, the job's page, and
# where they are asked for SARIF and a comment of the pull request. What is wanted
# comes in STELE_* variables, see action.yml. The exit code is stele's.
set -euo pipefail

args=(--lang "$STELE_LANGUAGE" "$STELE_COMMAND" --format github)
[ -z "$STELE_SINCE" ] || args+=(--since "$STELE_SINCE")
[ -z "$STELE_FAIL_ON" ] || args+=(--fail-on "$STELE_FAIL_ON")
[ -z "$STELE_MIN" ] || args+=(--min "$STELE_MIN")
[ -z "$STELE_BASELINE" ] || args+=(--baseline "$STELE_BASELINE")
[ -z "$STELE_SARIF" ] || args+=(--output "sarif=$STELE_SARIF")

comment=
if [ "$STELE_COMMENT" = true ] && [ -n "$STELE_PULL_REQUEST" ]; then
    comment=$(mktemp)
    args+=(--output "markdown=$comment")
fi
read -ra paths <<<"$STELE_PATHS"

code=0
stele "${args[@]}" -- ${paths[@]+"${paths[@]}"} || code=$?

# A gate that fails is an answer too; any other failure has none to tell.
if [ -n "$comment" ] && [ "$code" -le 1 ]; then
    mark='<!-- stele -->'
    body=$(mktemp)
    { echo "$mark"; cat "$comment"; } >"$body"
    issue="repos/$GITHUB_REPOSITORY/issues"
    # The comment is one, however often the branch is pushed.
    old=$(gh api --paginate "$issue/$STELE_PULL_REQUEST/comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
    if [ -n "$old" ]; then
        gh api --silent --method PATCH "$issue/comments/$old" -F "body=@$body"
    else
        gh api --silent --method POST "$issue/$STELE_PULL_REQUEST/comments" -F "body=@$body"
    fi
fi
exit "$code"
