"""The nouns: frozen structs for things a person looks at, Arrow schemas for bulk. No I/O."""
