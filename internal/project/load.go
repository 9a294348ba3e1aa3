package project

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"stele/internal/fault"
)

// Faults of the configuration.
const (
	FaultConfigSyntax fault.ID = "config-syntax"      // Reason: not TOML, or a value of the wrong type
	FaultConfigKey    fault.ID = "config-unknown-key" // Key, Near: a key that does not exist
)

// Find walks up from dir to the nearest folder with a configuration, not above
// the root of the repository. ok is false when there is none; root is then the
// repository's root, or dir itself where there is no repository.
func Find(dir string) (root string, ok bool) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir, false
	}
	for at := abs; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, filepath.FromSlash(ConfigPath))) {
			return at, true
		}
		if exists(filepath.Join(at, ".git")) {
			return at, false
		}
		if filepath.Dir(at) == at {
			return abs, false
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// Load reads the configuration of a root; ok is false when there is none.
func Load(root string) (cfg Config, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(ConfigPath)))
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), false, nil
	}
	if err != nil {
		return Config{}, true, unreadable(ConfigPath, err)
	}
	cfg, err = Parse(ConfigPath, data)
	return cfg, true, err
}

// Parse reads a configuration on top of [Default] and validates it. name is
// for faults.
func Parse(name string, data []byte) (Config, error) {
	cfg := Default()
	d := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	err := d.Decode(&cfg)
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		e := strict.Errors[0]
		line, _ := e.Position()
		key := strings.Join(e.Key(), ".")
		return cfg, fault.New(fault.Config, FaultConfigKey, name, "Key", key, "Near", nearestKey(key)).At(line).Because(err)
	}
	if de, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, _ := de.Position()
		return cfg, fault.New(fault.Config, FaultConfigSyntax, name, "Reason", strings.TrimPrefix(de.Error(), "toml: ")).At(line).Because(err)
	}
	if err != nil {
		return cfg, fault.New(fault.Config, FaultConfigSyntax, name, "Reason", err.Error()).Because(err)
	}
	err = cfg.Validate()
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		f.Path, f.Line = name, lineOf(data, f.Args)
	}
	return cfg, err
}

// lineOf finds the value that a fault is about, as the decoder keeps no
// positions: its first line in quotes, else its key's.
func lineOf(data []byte, args map[string]any) int {
	value, _ := args["Value"].(string)
	key, _ := args["Key"].(string)
	key = key[strings.LastIndexByte(key, '.')+1:]
	at := 0
	for i, line := range strings.Split(string(data), "\n") {
		name, _, isKey := strings.Cut(line, "=")
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "#"):
		case value != "" && (strings.Contains(line, `"`+value+`"`) || strings.Contains(line, "'"+value+"'")):
			return i + 1
		case at == 0 && isKey && strings.TrimSpace(name) == key:
			at = i + 1
		}
	}
	return at
}

// nearestKey is the key of the same table that an unknown one was meant to be:
// within two edits, or "".
func nearestKey(key string) string {
	table, name := "", key
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		table, name = key[:i], key[i+1:]
	}
	best := fault.Nearest(strings.ToLower(name), keysOf(reflect.TypeFor[Config](), table))
	if best == "" || table == "" {
		return best
	}
	return table + "." + best
}

// keysOf lists the keys of a table, "" being the file itself.
func keysOf(t reflect.Type, table string) []string {
	first, rest, _ := strings.Cut(table, ".")
	var keys []string
	for f := range t.Fields() {
		key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		if table == "" {
			keys = append(keys, key)
			continue
		}
		in := f.Type
		if in.Kind() == reflect.Slice {
			in = in.Elem()
		}
		if key == first && in.Kind() == reflect.Struct {
			return keysOf(in, rest)
		}
	}
	return keys
}
