## 事件日志下载

event-log-title = 事件日志
