package check

import (
	"stele/internal/fault"
	"stele/internal/lang"
	"stele/internal/project"
)

// Faults of the configuration's rules.
const (
	FaultSettingRule  fault.ID = "check-rule"     // Rule: no such rule
	FaultSettingValue fault.ID = "check-severity" // Rule, Value: not a severity
)

// OptionsOf reads a configuration's rules.
func OptionsOf(c *project.Config) (Options, error) {
	opt := Options{Locales: c.Locales, Identifier: &lang.Identifier{}}
	var err error
	if opt.Rules, err = Settings(c.Check.Rules); err != nil {
		return opt, err
	}
	for _, o := range c.Check.Overrides {
		rules, err := Settings(o.Rules)
		if err != nil {
			return opt, err
		}
		opt.Overrides = append(opt.Overrides, Override{Path: o.Path, Locales: o.Locales, Rules: rules})
	}
	return opt, nil
}

// Settings reads the rules of a configuration: a rule's name to "error",
// "warning", "info" or "off". Naming a severity switches a rule on.
func Settings(rules map[string]string) (map[Rule]Setting, error) {
	out := make(map[Rule]Setting, len(rules))
	for name, value := range rules {
		if !Known(Rule(name)) {
			return nil, fault.New(fault.Config, FaultSettingRule, project.ConfigPath, "Rule", name)
		}
		switch s := Severity(value); s {
		case Error, Warning, Info:
			out[Rule(name)] = Setting{On: true, Severity: s}
		case "off":
			out[Rule(name)] = Setting{Off: true}
		default:
			return nil, fault.New(fault.Config, FaultSettingValue, project.ConfigPath, "Rule", name, "Value", value)
		}
	}
	return out, nil
}
