package project

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	return cfg, cfg.Validate()
}

func nearestKey(key string) string { return "" }
