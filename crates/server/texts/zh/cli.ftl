# 命令行。

check-process-steps = { $count } 个步骤，没有问题
