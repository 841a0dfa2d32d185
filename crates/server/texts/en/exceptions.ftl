# Exceptions: causes, rules and the list.

cause-unknown = There is no cause “{ $cause }”, or it is not used any more: choose one of the list.
cause-key-malformed = A key has lower-case letters, digits and hyphens, begins with a letter and has 40 characters at most.
cause-name-missing = Give the name in Chinese and in English.
cause-name-too-long = The name is too long: { $limit } characters at most.
cause-too-many = There can be { $most } causes at most: use one that is there, or rename one that is not used any more.
department-unknown = There is no department with the key “{ $department }”: choose one of the list.
rule-percent-too-large = { $most }% is the most that can be let pass.
