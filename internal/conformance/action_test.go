package conformance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// ghStub stands for GitHub's command line tool: it notes what it is asked, and
// keeps one comment.
const ghStub = `#!/usr/bin/env bash
echo "$*" >>"$GH_LOG"
case "$*" in
*--paginate*) [ ! -e "$GH_LOG.comment" ] || echo 42 ;;
*"-F body=@"*) for a; do case $a in body=@*) cp "${a#body=@}" "$GH_LOG.comment" ;; esac; done ;;
esac
`

// The action's script with the real binary: the author of a pull request that
// changes a paragraph gets an annotation, the job's page and one comment, which
// the next push brings up to date; the job fails only where a gate does.
func TestAction(t *testing.T) {
	dir, bin, out := example(t), tool(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "gh"), []byte(ghStub), 0o755); err != nil {
		t.Fatal(err)
	}
	change(t, filepath.Join(dir, "docs/example/waiting-for-the-ferry.en.md"), "Sceptics reply", "Some sceptics reply")
	env := append(inputs(t, map[string]string{
		"since": "main", "comment": "true", "sarif": filepath.Join(out, "stele.sarif"),
	}), "STELE_PULL_REQUEST=7", "GITHUB_REPOSITORY=o/r", "GITHUB_STEP_SUMMARY="+filepath.Join(out, "page.md"), "GH_LOG="+filepath.Join(out, "gh"),
		"PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GITHUB_SERVER_URL=https://github.example", "GITHUB_SHA=abc")
	script, err := filepath.Abs(root + "/.github/actions/stele/run.sh")
	if err != nil {
		t.Fatal(err)
	}
	stdout := run(t, dir, env, "bash", script)
	if !strings.Contains(stdout, "::warning file=docs/example/waiting-for-the-ferry.en.md,line=43,endLine=43,title=stele%3A stale::") {
		t.Errorf("no annotation in\n%s", stdout)
	}
	for _, file := range []string{"page.md", "gh.comment"} {
		text, err := os.ReadFile(filepath.Join(out, file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "<ins>Some sceptics</ins>") {
			t.Errorf("%s does not show what changed:\n%s", file, text)
		}
	}
	if _, err := os.Stat(filepath.Join(out, "stele.sarif")); err != nil {
		t.Error(err)
	}
	run(t, dir, env, "bash", script)
	asked, err := os.ReadFile(filepath.Join(out, "gh"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(asked), "--method POST"); n != 1 || !strings.Contains(string(asked), "--method PATCH repos/o/r/issues/comments/42") {
		t.Errorf("%d comments:\n%s", n, asked)
	}
	_, stderr, err := try(dir, append(env, "STELE_FAIL_ON=stale"), "bash", script)
	if err == nil || !strings.Contains(stderr, "(--fail-on)") {
		t.Errorf("the gate: %v, %s", err, stderr)
	}
}

// inputs are the variables of the action's own step, with the defaults of its
// inputs where a value is not given.
func inputs(t *testing.T, given map[string]string) []string {
	t.Helper()
	src, err := os.ReadFile(root + "/.github/actions/stele/action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct {
			Default string `yaml:"default"`
		} `yaml:"inputs"`
		Runs struct {
			Steps []struct {
				Env map[string]string `yaml:"env"`
			} `yaml:"steps"`
		} `yaml:"runs"`
	}
	if err := yaml.Unmarshal(src, &action); err != nil {
		t.Fatal(err)
	}
	var env []string
	for _, step := range action.Runs.Steps {
		for name, value := range step.Env {
			input, ok := strings.CutPrefix(strings.TrimSuffix(value, " }}"), "${{ inputs.")
			if !ok {
				continue
			}
			in, known := action.Inputs[input]
			if !known {
				t.Errorf("%s names the input %q, which there is not", name, input)
			}
			value, ok := given[input]
			if !ok {
				value = in.Default
			}
			env = append(env, name+"="+value)
		}
	}
	return env
}

// The hook that the repository offers to pre-commit, run as pre-commit does: the
// files of the commit come last.
func TestPreCommitHook(t *testing.T) {
	src, err := os.ReadFile(root + "/.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ ID, Entry string }
	if err := yaml.Unmarshal(src, &hooks); err != nil {
		t.Fatal(err)
	}
	dir, bin := example(t), tool(t)
	words := strings.Fields(hooks[0].Entry)
	hook := func(files ...string) (stdout string, err error) {
		stdout, _, err = try(dir, nil, filepath.Join(bin, words[0]), append(words[1:len(words):len(words)], files...)...)
		return stdout, err
	}
	file := "docs/example/waiting-for-the-ferry.tr.md"
	if out, err := hook(file, "README.md"); err != nil {
		t.Errorf("flaws that were there before: %v\n%s", err, out)
	}
	change(t, filepath.Join(dir, file), "2.400", "2.900")
	if out, err := hook(file); err == nil {
		t.Errorf("a changed figure passes:\n%s", out)
	}
}
