package main

import (
	"context"
	"errors"
)

func k8s(ctx context.Context, o options) error     { return errors.New("not yet") }
func content(ctx context.Context, o options) error { return errors.New("not yet") }
