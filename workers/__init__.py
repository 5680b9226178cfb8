"""What happens without being asked. Each job is one use-case call; the clock only asks what is due."""
