locals {
  services = ["s3.amazonaws.com", "kms.amazonaws.com"]
  events   = { stop = "StopLogging", remove = "DeleteTrail" }
  selector = "$.eventName"
}

resource "aws_cloudwatch_log_metric_filter" "joined" {
  name = "joined"
  pattern = join(" ", [
    "{ ($.eventName = ConsoleLogin) &&",
    var.strict ? "($.additionalEventData.MFAUsed != \"Yes\")" : "($.errorMessage = *)",
    "}",
  ])
  log_group_name = "trail"
  metric_transformation {
    name      = "Joined"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "formatted" {
  name           = "formatted"
  pattern        = format("{ ($.eventSource = %s) || ($.eventSource = %q) }", local.services...)
  log_group_name = "trail"
  metric_transformation {
    name      = "Formatted"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "looped" {
  name           = "looped"
  pattern        = "{ ${join(" || ", [for key, event in local.events : "(${local.selector} = ${event})"])} }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Looped"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "directive" {
  name           = "directive"
  pattern        = "{ $.a = 1%{ if var.strict } && $.b = 2%{ else } || $.b = 2%{ endif } }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Directive"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "trimmed" {
  name           = "trimmed"
  pattern        = trimspace(replace(
    <<-EOT
      { $.eventName = CreateVpc ||
        $.eventName = DeleteVpc }
    EOT
  , "\n", " "))
  log_group_name = "trail"
  metric_transformation {
    name      = "Trimmed"
    namespace = "CIS"
    value     = "1"
  }
}

variable "strict" {
  type    = bool
  default = true
}
