"""What happens without being asked. Each job is one use-case call; the clock asks what is due."""
