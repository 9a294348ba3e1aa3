package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"stele/internal/disk"
	"stele/internal/edition/live"
	"stele/internal/fault"
)

// FaultPort is a port that cannot be listened on: Port.
const FaultPort fault.ID = "preview-port"

// defaultPort is where an editor finds the preview again after a restart.
const defaultPort = 4747

func (s *session) portFlag() cli.Flag {
	return &cli.IntFlag{Name: "port", Value: defaultPort, Usage: s.words.Text("flag.port")}
}

func (s *session) previewCommand() *cli.Command {
	return &cli.Command{
		Name:        "preview",
		Usage:       s.words.Text("help.preview.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.preview.about"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.export_locale")},
			s.portFlag(),
		}, s.editionFlags()...),
		Action: func(c *cli.Context) error {
			p, err := s.publisher(c)
			if err != nil {
				return err
			}
			return s.follow(c, p)
		},
	}
}

// follow serves the editions, and writes them where an output folder is named,
// until the user ends it.
func (s *session) follow(c *cli.Context, x *publisher) error {
	x.live = x.format == "html"
	made, err := x.make() // what is wrong from the beginning ends it
	if err != nil {
		return err
	}
	server := live.New(live.Words{Locale: s.words.Locale(), Title: s.words.Text("export.list")})
	server.Show(made.served)
	stop := func() {}
	if x.live {
		if stop, err = s.serve(c.Int("port"), server); err != nil {
			return err
		}
	}
	defer stop()
	err = disk.Watch(s.ctx, made.project.Root, besides(made.project.Root, c.String("output")), func() {
		if err := s.again(c, x, server); err != nil {
			s.finish(err) // told; the next change may mend it
			server.Fail(s.failure(err))
		}
	})
	if errors.Is(err, context.Canceled) { // which is how a user ends it
		return nil
	}
	return err
}

// again makes the editions anew after a change.
func (s *session) again(c *cli.Context, x *publisher, server *live.Server) error {
	made, err := x.make()
	if err != nil {
		return err
	}
	server.Show(made.served)
	if c.String("output") == "" {
		return nil
	}
	if err := s.publish(c, made); err != nil {
		return err
	}
	_ = s.told(c, made) // what is held back is a gate for the end of a run, and this goes on
	return nil
}

// failure is an error in the user's language, for a page.
func (s *session) failure(err error) string {
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		return s.describe(f)
	}
	return err.Error()
}

// serve listens on this machine only.
func (s *session) serve(port int, h http.Handler) (stop func(), err error) {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, fault.New(fault.Usage, FaultPort, "", "Port", port)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return s.ctx }}
	go server.Serve(l) // ends when it is closed
	s.say("export.serving", "Address", "http://"+l.Addr().String()+"/")
	return func() { server.Close() }, nil
}

// besides are the folders of a project whose changes mean nothing for editions:
// what is written, and what belongs to other tools.
func besides(root, output string) func(string) bool {
	out := ""
	if abs, err := filepath.Abs(output); err == nil && output != "" {
		if rel, err := filepath.Rel(root, abs); err == nil {
			out = filepath.ToSlash(rel)
		}
	}
	return func(folder string) bool {
		base := path.Base(folder)
		return folder == out || base == "node_modules" || strings.HasPrefix(base, ".") && base != ".stele"
	}
}
