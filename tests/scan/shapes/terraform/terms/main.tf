# Filters of an application's log: not JSON.
resource "aws_cloudwatch_log_group" "app" {
  name = "/ecs/shop"
}
resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  pattern        = "?ERROR ?\"Traceback (most recent\""
  log_group_name = aws_cloudwatch_log_group.app.name
  metric_transformation {
    name      = "Errors"
    namespace = "Shop"
    value     = "1"
  }
}
resource "aws_cloudwatch_log_metric_filter" "slow" {
  name           = "slow"
  pattern        = "[time, level = WARN, ..., took > 3000]"
  log_group_name = aws_cloudwatch_log_group.app.id
  metric_transformation {
    name      = "Slow"
    namespace = "Shop"
    value     = "$took"
  }
}
resource "aws_cloudwatch_log_metric_filter" "all" {
  name           = "all"
  pattern        = ""
  log_group_name = aws_cloudwatch_log_group.app.name
  metric_transformation {
    name      = "Lines"
    namespace = "Shop"
    value     = "1"
  }
}
resource "aws_cloudwatch_log_metric_filter" "latency" {
  name           = "latency"
  pattern        = "  { $.latency = * }  "
  log_group_name = aws_cloudwatch_log_group.app.name
  metric_transformation {
    name      = "Latency"
    namespace = "Shop"
    value     = "$.latency"
    unit      = "Milliseconds"
  }
}
resource "aws_cloudwatch_log_metric_filter" "regex" {
  name           = "regex"
  pattern        = "{ $.status = %^4[0-9]{2}$% }"
  log_group_name = aws_cloudwatch_log_group.app.name
  metric_transformation {
    name      = "ClientErrors"
    namespace = "Shop"
    value     = "1"
  }
}
