package conformance

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	"go.yaml.in/yaml/v4"
)

// snippets are the blocks of the manual's page on CI, by the heading that they
// stand under.
func snippets(t *testing.T) map[string]string {
	t.Helper()
	page, err := os.ReadFile(root + "/docs/en/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	block := regexp.MustCompile("(?s)```(?:yaml|groovy)\n(.*?)```")
	for _, part := range strings.Split(string(page), "\n## ")[1:] {
		title, body, _ := strings.Cut(part, "\n")
		if m := block.FindStringSubmatch(body); m != nil {
			out[title] = m[1]
		}
	}
	return out
}

func TestGitHubSnippet(t *testing.T) {
	lint(t, func(l *actionlint.Linter) ([]*actionlint.Error, error) {
		return l.Lint("ci.yml", []byte(snippets(t)["GitHub"]), nil)
	})
}

// What the snippets for GitLab and Jenkins run must write what they then read.
func TestOtherSnippets(t *testing.T) {
	dir, bin := example(t), tool(t)
	env := []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}
	var gitlab map[string]struct {
		Script    []string
		Artifacts struct {
			Reports map[string]string
		}
	}
	if err := yaml.Unmarshal([]byte(snippets(t)["GitLab"]), &gitlab); err != nil {
		t.Fatal(err)
	}
	job := gitlab["translations"]
	for _, line := range job.Script {
		run(t, dir, env, "bash", "-c", line)
	}
	if len(job.Artifacts.Reports) != 2 {
		t.Errorf("reports of GitLab: %v", job.Artifacts.Reports)
	}
	for _, file := range job.Artifacts.Reports {
		if _, err := os.Stat(filepath.Join(dir, file)); err != nil {
			t.Error(err)
		}
	}
	steps := regexp.MustCompile(`sh '(.*)'`).FindAllStringSubmatch(snippets(t)["Jenkins"], -1)
	if len(steps) == 0 {
		t.Fatal("the snippet for Jenkins runs nothing")
	}
	for _, step := range steps {
		run(t, dir, env, "bash", "-c", step[1])
	}
	if _, err := os.Stat(filepath.Join(dir, "stele/index.html")); err != nil {
		t.Error(err)
	}
	var config struct {
		Repos []struct {
			Hooks []struct{ Entry string }
		}
	}
	if err := yaml.Unmarshal([]byte(snippets(t)["pre-commit"]), &config); err != nil {
		t.Fatal(err)
	}
	run(t, dir, env, "bash", "-c", config.Repos[0].Hooks[0].Entry+" docs/example/waiting-for-the-ferry.tr.md")
}
