package align

import "context"

// Embedder gives each text a vector; all vectors have one length.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}
