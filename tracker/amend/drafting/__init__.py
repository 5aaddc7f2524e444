"""Writing the decision that leads from one version of a law to another, in official style, proved by reading and applying it."""
