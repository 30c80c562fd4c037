"""What the program ships that was learned: each is trained by a script here, from data kept outside the project."""
