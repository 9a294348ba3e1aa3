package cli

import (
	"fmt"
	"net/url"
	"strings"

	"stele/internal/report"
)

// forge gives the addresses of lines on the forge whose runner this is, from
// the variables that GitHub and GitLab set; nil elsewhere.
func forge(getenv func(string) string) report.Linker {
	switch {
	case getenv("GITHUB_REPOSITORY") != "" && getenv("GITHUB_SHA") != "":
		base := getenv("GITHUB_SERVER_URL") + "/" + getenv("GITHUB_REPOSITORY") + "/blob/" + getenv("GITHUB_SHA") + "/"
		return func(path string, line, end int) string {
			return fmt.Sprintf("%s%s?plain=1#L%d-L%d", base, escapePath(path), line, end)
		}
	case getenv("CI_PROJECT_URL") != "" && getenv("CI_COMMIT_SHA") != "":
		base := getenv("CI_PROJECT_URL") + "/-/blob/" + getenv("CI_COMMIT_SHA") + "/"
		return func(path string, line, end int) string {
			return fmt.Sprintf("%s%s?plain=1#L%d-%d", base, escapePath(path), line, end)
		}
	}
	return nil
}

func escapePath(path string) string {
	parts := strings.Split(path, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// forgePattern is the address of a line of a file, with {path} and {line}, on the
// forge whose runner this is; "" elsewhere.
func forgePattern(getenv func(string) string) string {
	switch {
	case getenv("GITHUB_REPOSITORY") != "" && getenv("GITHUB_SHA") != "":
		return getenv("GITHUB_SERVER_URL") + "/" + getenv("GITHUB_REPOSITORY") + "/blob/" + getenv("GITHUB_SHA") + "/{path}?plain=1#L{line}"
	case getenv("CI_PROJECT_URL") != "" && getenv("CI_COMMIT_SHA") != "":
		return getenv("CI_PROJECT_URL") + "/-/blob/" + getenv("CI_COMMIT_SHA") + "/{path}?plain=1#L{line}"
	}
	return ""
}
