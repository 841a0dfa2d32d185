# 异常：原因、规则和清单。

cause-unknown = 没有“{ $cause }”这个原因，或已停用：请从清单里选。
cause-key-malformed = 代号要用小写英文字母、数字和连字符，以字母开头，最多 40 个字符。
cause-name-missing = 请填写中文和英文名称。
cause-name-too-long = 名称太长：最多 { $limit } 个字。
cause-too-many = 原因最多 { $most } 个：请改用已有的，或给停用的改名。
department-unknown = 没有代号为“{ $department }”的部门：请从清单里选。
rule-percent-too-large = 允许的比例最多 { $most }%。
