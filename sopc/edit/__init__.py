"""Small changes of YAML files that keep comments and layout."""
