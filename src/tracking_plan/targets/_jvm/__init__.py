"""What Java and Kotlin have in common: packages that follow folders, files that fall together, regular expressions."""
