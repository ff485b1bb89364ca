"""The page Chương trình, kinh phí: projects, money, gifts, what is owed, papers that came in."""
